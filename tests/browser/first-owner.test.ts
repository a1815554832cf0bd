import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let browser: Browser
beforeAll(async () => {
  stack = await testStack({ demo: false })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await stack.end()
})

it('the first visitor with the printed address becomes owner, and is told the first step', async () => {
  const page = await browser.newPage()
  await page.goto(`${stack.url}/setup#token=${stack.secrets.SETUP_TOKEN}`)
  await page.getByLabel('Organization').fill('Example')
  await page.getByLabel('Your name').fill('First Owner')
  await page.getByLabel('E-mail').fill('first@example.org')
  await page.getByLabel('Password').fill('a long password')
  await page.getByRole('button', { name: /Create/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await page.getByText('/api/v1/ingest/llm').first().waitFor()
  const users = await until(
    () => stack.d1.prepare('SELECT email FROM users').all<{ email: string }>(),
    ({ results }) => results.length > 0,
  )
  expect(users.results).toEqual([{ email: 'first@example.org' }])
})
