import { beforeAll, expect, it } from 'vitest'
import { shortHistory } from '../support/short-history.ts'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: ['openai'] })

beforeAll(() => shortHistory(here.stack, 2))

it('a run is watched while it goes on, and its stream is as far as it came', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/credentials?credential=demo-openai')
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByText(/streams queued for sync/).waitFor()
  await goTo('/vendors/collection')
  const runs = page.getByRole('table', { name: 'Runs, newest first' })
  await runs.getByRole('row', { name: /OpenAI.*Usage.*Succeeded/ }).waitFor()
  await page.getByRole('row', { name: /OpenAI.*Usage.*Active/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  await page.getByLabel('Status', { exact: true }).selectOption('failed')
  await page.getByText('No run matches').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await runs.waitFor()
})

it('a vendor that is down is held back, said so above every page, and taken up again when it is back', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  const health = page.getByRole('table', { name: 'Vendors’ health' })
  await goTo('/vendors/collection')
  await health.getByRole('row', { name: /OpenAI.*Answers/ }).waitFor()
  const owner = await here.stack.signIn('owner@demo.test')
  /** Has it asked until its health is shown as told. */
  const syncUntil = (state: string) =>
    until(
      async () => {
        await owner.call('POST', '/api/v1/collector/sync/demo-openai')
        await page.waitForTimeout(3_000)
        return health.getByRole('row', { name: new RegExp(`OpenAI.*${state}`) }).count()
      },
      (rows) => rows > 0,
      80_000,
    )
  here.stack.sandbox?.control.fault({ vendor: 'openai', mode: 'failing', status: 503 })
  await syncUntil('Held back')
  await page
    .getByRole('row', { name: /OpenAI.*Failed.*The vendor/ })
    .first()
    .waitFor()
  expect(await axeViolations()).toEqual([])
  await goTo('/vendors')
  await page.getByText('A vendor is down.').waitFor()
  await page.getByRole('link', { name: /See the collection/ }).click()
  await health.waitFor()

  here.stack.sandbox?.control.fault({ vendor: 'openai', mode: 'ok' })
  await syncUntil('Answers')
  const told = page.waitForResponse(/\/notices$/)
  await goTo('/vendors')
  await told
  await page.getByRole('heading', { name: 'By vendor' }).waitFor()
  expect(await page.getByText('A vendor is down.').count()).toBe(0)
}, 240_000)

it('what was quarantined is taken up again from the page', async () => {
  const timestamp = new Date(Date.now() + 25 * 3_600_000).toISOString()
  const pushed = await here.stack.ingest([
    { id: 'ahead', model_name: 'gpt-5-mini', prompt: 'Hello', timestamp },
  ])
  expect(pushed.body).toEqual({ ingested: 0, duplicates: 0, quarantined: 1 })
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/collection')
  await page.getByRole('button', { name: /Take up again/ }).click()
  await page.getByText('1 taken up again: 0 stored, 1 still quarantined.').waitFor()
  expect(await axeViolations()).toEqual([])
})
