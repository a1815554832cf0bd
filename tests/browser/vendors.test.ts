import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import { withinOneDay } from '../support/one-day.ts'
import { shortHistory } from '../support/short-history.ts'
import { type Json, until } from '../support/stack.ts'
import { stage } from './stage.ts'

await withinOneDay()
const here = stage({ vendors: ['openai'] })

beforeAll(() => shortHistory(here.stack, 10))

it('a vendor says what it gives, what it does not give and why', async () => {
  const { page, goTo, axeViolations } = await here.signedIn('analyst@demo.test')
  await goTo('/vendors/catalogue')
  await page.getByRole('row', { name: /^OpenAI .*every/ }).waitFor()
  await page.getByRole('link', { name: 'Cohere', exact: true }).click()
  const drawer = page.getByRole('dialog', { name: 'Cohere' })
  await drawer.getByText('It has no report that could be read.', { exact: false }).waitFor()
  expect(await drawer.locator('.reasons').first().textContent()).toMatch(/Usage.{20,}/)
  expect(await drawer.getByRole('button', { name: 'Connect' }).count()).toBe(0)
  expect(await axeViolations()).toEqual([])
})

it('what was done in a vendor’s own console is shown, by vendor and with who did it', async () => {
  const owner = await here.stack.signIn('owner@demo.test')
  await owner.call('POST', '/api/v1/collector/sync/demo-openai')
  type Entry = { action: string; vendor_id: string }
  const entries = await until(
    async () => (await owner.call('GET', '/api/v1/vendors/audit')).body.items as Entry[],
    (items) => items.length > 0,
    60_000,
  )
  const { page, goTo, at, axeViolations } = await here.signedIn()
  await goTo('/audit/vendors')
  await at('Vendors’ audit logs')
  const table = page.getByRole('table', { name: 'Vendors’ audit entries, newest first' })
  await table
    .getByText(entries[0]?.action ?? 'none')
    .first()
    .waitFor()
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('Vendor', { exact: true }).selectOption('anthropic')
  await page.getByText('Nothing from this vendor').waitFor()
  await page.getByRole('button', { name: 'Show all vendors' }).click()
  await table
    .getByText(entries[0]?.action ?? 'none')
    .first()
    .waitFor()
})

it('what was done at a vendor is told whole, however long the vendor’s word for it', async () => {
  const action = 'Microsoft.CognitiveServices/accounts/deployments/regenerateKey/action'
  const { page, goTo, at } = await here.signedIn()
  await page.route(/api\/v1\/vendors\/audit/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    await asked.fulfill({ response: answer, json: { ...rest, items: [{ ...items[0], action }] } })
  })
  await goTo('/audit/vendors')
  await at('Vendors’ audit logs')
  const told = page.getByText(action, { exact: true })
  await told.waitFor()
  const isWhole = await told.evaluate((word) => {
    const cell = word.closest('td') as HTMLElement
    return cell.scrollWidth <= cell.clientWidth
  })
  expect(isWhole).toBe(true)
})

it('a vendor of one’s own is added with an address that may be called, and removed', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/catalogue')
  await page.getByRole('button', { name: 'Add a vendor of your own' }).click()
  const form = page.getByRole('dialog', { name: 'A vendor of your own' })
  await form.getByLabel('Name').fill('House GPT')
  expect(await form.getByLabel('Id').inputValue()).toBe('custom_house_gpt')
  await form.getByLabel('Address').fill('https://169.254.169.254/latest')
  await form.getByRole('button', { name: 'Add vendor' }).click()
  await form.getByText(/The address is refused/).waitFor()
  expect(await axeViolations()).toEqual([])
  await form.getByLabel('Address').fill('https://usage.example.com/v1')
  await form.getByRole('button', { name: 'Add vendor' }).click()

  const drawer = page.getByRole('dialog', { name: 'House GPT' })
  await drawer.getByText('https://usage.example.com/v1').waitFor()
  await page.getByRole('row', { name: /House GPT Your own/, includeHidden: true }).waitFor()
  expect(await axeViolations()).toEqual([])
  await drawer.getByRole('button', { name: 'Remove vendor' }).click()
  await page
    .getByRole('dialog', { name: 'Remove House GPT?' })
    .getByRole('button', { name: 'Remove vendor' })
    .click()
  await page.getByText('House GPT is removed.', { exact: false }).waitFor()
  await page.getByRole('link', { name: /House GPT/ }).waitFor({ state: 'detached' })
})

const shownDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

it('what a vendor bills stands beside what its usage costs, and what nothing explains is marked and exported', async () => {
  const owner = await here.stack.signIn('owner@demo.test')
  const runs = async () =>
    (await owner.call('GET', '/api/v1/collector/runs?limit=200')).body.items as { status: string }[]
  const before = (await runs()).length
  const { body } = await owner.call('POST', '/api/v1/collector/sync/demo-openai')
  const begun = before + (body.queued as Json[]).length
  await until(runs, (all) => all.length >= begun && all.every(({ status }) => status !== 'running'), 60_000)
  await until(
    async () => (await owner.call('GET', '/api/v1/pipeline/status')).body as PipelineStatus,
    ({ log }) => log.rows_waiting === 0,
    60_000,
  )
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
  type Row = { day: string; remainder_usd: string; reported_usd: string }
  const { items } = await until(
    async () =>
      (await owner.call('GET', `/api/v1/costs/reconciliation?from=${day(7)}&to=${day(1)}`)).body as {
        items: Row[]
      },
    (answer) => answer.items.some(({ reported_usd }) => Number(reported_usd) > 0),
  )
  const { page, goTo, at, axeViolations } = await here.signedIn()
  await goTo('/vendors/reconciliation?days=7')
  await at('Reconciliation')
  const table = page.getByRole('table', { name: 'Reconciliation by vendor, day and key' })
  await table
    .getByText(shownDay.format(Date.parse(items[0]?.day ?? '')))
    .first()
    .waitFor()
  expect(items.some(({ remainder_usd }) => Number(remainder_usd) !== 0)).toBe(true)
  await page.getByText('% of what was billed').waitFor()
  expect(await axeViolations()).toEqual([])

  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const path = join(here.stack.dataDir, 'reconciliation.csv')
  const download = await waiting
  expect(download.suggestedFilename()).toBe(`reconciliation-${day(7)}-${day(1)}.csv`)
  await download.saveAs(path)
  const lines = readFileSync(path, 'utf8').trim().split('\r\n')
  expect(lines).toHaveLength(items.length + 1)
  expect(lines[0]).toContain('remainder_usd')
})

it('a model without a price is noticed, gets one, and the price is removed again', async () => {
  await here.stack.ingest([
    {
      model_name: 'house-model-1',
      vendor_id: 'openai',
      prompt: 'Hello',
      response: 'Hi',
      tokens_in: 5,
      tokens_out: 5,
    },
  ])
  const owner = await here.stack.signIn('owner@demo.test')
  await until(
    async () => (await owner.call('GET', '/api/v1/pricing/coverage')).body.unpriced as { model: string }[],
    (unpriced) => unpriced.some(({ model }) => model === 'house-model-1'),
  )
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors')
  const notices = page.getByRole('region', { name: 'Notices' })
  const notice = notices.getByRole('link', { name: /Set a price \(openai\/house-model-1\)/ })
  await notice.click()
  const form = page.getByRole('dialog', { name: 'Price of a model' })
  expect(await form.getByLabel('Model').inputValue()).toBe('house-model-1')
  expect(await axeViolations()).toEqual([])
  await form.getByLabel('Input', { exact: true }).fill('two')
  await form.getByLabel('Output', { exact: true }).fill('8')
  await form.getByRole('button', { name: 'Save price' }).click()
  await form.getByText('A number like 2.5', { exact: false }).waitFor()
  await form.getByLabel('Input', { exact: true }).fill('2.5')
  await form.getByRole('button', { name: 'Save price' }).click()
  await page.getByText('house-model-1 has a price of your own.').waitFor()
  const own = page.getByRole('table', { name: 'Prices of your own' })
  await own.getByRole('row', { name: /house-model-1.*\$2\.5.*\$8/ }).waitFor()
  await notice.waitFor({ state: 'detached' })

  await own.getByRole('button', { name: 'Remove the price of house-model-1' }).click()
  await page
    .getByRole('dialog', { name: /^Remove the price/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await page.getByText('List prices hold').waitFor()
})

it('for a model whose calls count no tokens no price by tokens is offered, and the form says why', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await page.route(/api\/v1\/pricing\/coverage/, async (asked) => {
    const answer = await asked.fetch()
    const calls = { vendor_id: 'openai', requests_30d: 7 }
    const unpriced = [
      { ...calls, model: 'house-voice', tokens_30d: 0 },
      { ...calls, model: 'house-text', tokens_30d: 12 },
    ]
    await asked.fulfill({ response: answer, json: { ...(await answer.json()), unpriced } })
  })
  await goTo('/vendors/prices')
  const table = page.getByRole('table', { name: 'Models without a price' })
  await table
    .getByRole('row', { name: /house-text/ })
    .getByRole('button', { name: 'Set a price' })
    .waitFor()
  const voice = table.getByRole('row', { name: /house-voice/ })
  await voice.getByText('Not by tokens').waitFor()
  expect(await voice.getByRole('button').count()).toBe(0)

  const form = page.getByRole('dialog', { name: 'Price of a model' })
  const reason = form.getByText('No call of this model counts tokens so far.')
  await goTo('/vendors/prices?new=1&vendor=openai&model=house-voice')
  await reason.waitFor()
  expect(await axeViolations()).toEqual([])
  await goTo('/vendors/prices?new=1&vendor=openai&model=house-text')
  await table.getByText('Not by tokens').waitFor()
  await form.getByLabel('Model').waitFor()
  expect(await reason.count()).toBe(0)
})

it('a list of 200 vendors is drawn fifty at a time, and sorted as a whole', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await page.route(/api\/v1\/vendors\/analytics/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const many = Array.from({ length: 200 }, (_, i) => ({
      ...items[0],
      vendor_id: `custom_house_${i}`,
      events_7d: i,
    }))
    await asked.fulfill({ response: answer, json: { ...rest, items: many } })
  })
  await goTo('/vendors')
  await page.getByText('50 of 200 shown').waitFor()
  await page.getByRole('button', { name: 'Events, 7 d' }).click()
  const rows = page.getByRole('table', { name: 'Usage by vendor' }).locator('tbody tr')
  await rows.first().getByText('custom_house_199').waitFor()
  await page.getByRole('button', { name: 'Load more' }).click()
  await page.getByText('100 of 200 shown').waitFor()
  expect(await rows.count()).toBe(100)
  expect(await axeViolations()).toEqual([])
})
