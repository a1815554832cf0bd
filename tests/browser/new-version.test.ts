import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Route } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../scripts/embedded/stack.ts'
import { stage } from './stage.ts'

const built = mkdtempSync(join(tmpdir(), 'aegisflow-built-'))
cpSync(join(root, 'dist/web'), built, { recursive: true })
afterAll(() => rmSync(built, { recursive: true, force: true }))

const here = stage({ vendors: [], console: built })

const gone = (route: Route) => route.fulfill({ status: 404, body: 'There is no such file.' })

it('an instance that runs goes on with its console when another one is built', async () => {
  rmSync(built, { recursive: true })
  const { at, goTo } = await here.signedIn()
  await at('Overview')
  await goTo('/sql')
  await at('SQL')
})

it('an open tab whose later pages a new version took away is loaded anew by itself, at the page that was wanted', async () => {
  const { page, at } = await here.signedIn()
  await at('Overview')
  let isOld = true
  page.on('request', (request) => {
    if (request.isNavigationRequest()) isOld = false
  })
  await page.route('**/assets/sql-page-*.js', (route) => (isOld ? gone(route) : route.continue()))
  await page.evaluate('window.isOldTab = true')
  await page.getByRole('link', { name: 'SQL' }).click()
  await page.getByRole('button', { name: 'Run' }).waitFor()
  await at('SQL')
  expect(new URL(page.url()).pathname).toBe('/sql')
  expect(await page.evaluate('window.isOldTab')).toBeUndefined()
})

it('a page that stays away is said to be, with another try, and is not loaded anew over and over', async () => {
  const { page, at, axeViolations } = await here.signedIn()
  await at('Overview')
  let asked = 0
  await page.route('**/assets/sql-page-*.js', (route) => {
    asked += 1
    return gone(route)
  })
  await page.getByRole('link', { name: 'SQL' }).click()
  await page.getByText('This part could not be fetched').waitFor()
  // By two tabs, ahead of the page and for it.
  await page.waitForTimeout(1_000)
  expect(asked).toBeLessThanOrEqual(4)
  expect(await axeViolations()).toEqual([])
  await page.unroute('**/assets/sql-page-*.js')
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('button', { name: 'Run' }).waitFor()
})

it('while the server is out of reach a page says so, and the tab keeps what it has', async () => {
  const { page, context, at } = await here.signedIn('owner@demo.test', {
    refusals: /status of 4\d\d|ERR_INTERNET_DISCONNECTED/,
  })
  await at('Overview')
  await page.evaluate('window.isOldTab = true')
  await context.setOffline(true)
  await page.getByRole('link', { name: 'SQL' }).click()
  await page.getByText('This part could not be fetched').waitFor()
  expect(await page.evaluate('window.isOldTab')).toBe(true)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Reload' }).click()
  await page.getByRole('button', { name: 'Run' }).waitFor()
})
