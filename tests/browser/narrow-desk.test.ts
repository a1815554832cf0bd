import type { Locator } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage()
const desk = { viewport: { width: 1200, height: 900 } }

beforeAll(() => pushSampleCalls(here.stack))

/** On how many lines these stand. */
async function linesOf(those: Locator): Promise<number> {
  await those.first().waitFor()
  const tops = await those.evaluateAll((all) =>
    all.map((one) => Math.round(one.getBoundingClientRect().bottom)),
  )
  return new Set(tops).size
}

it('the figures and lists of the overview stand on a line each', async () => {
  const { page, at } = await here.signedIn('owner@demo.test', desk)
  await at('Overview')
  expect(await linesOf(page.locator('.kpis > .kpi'))).toBe(1)
  expect(await linesOf(page.locator('.overview-tops > section'))).toBe(1)
})

it('all filters of events stand on one line, and the violation is in sight', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', desk)
  await goTo('/activity')
  await at('Activity')
  expect(await linesOf(page.locator('.filters-seven > *'))).toBe(1)
  const violation = page.getByRole('columnheader', { name: 'Violation' })
  // The head of what was awaited gives way to that of the table.
  const right = async () => {
    const box = await violation.boundingBox()
    return box === null ? Number.POSITIVE_INFINITY : box.x + box.width
  }
  await expect.poll(right).toBeLessThan(1200)
})

it('each model of an event is told whole, in rows that are no higher', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', desk)
  await goTo('/activity')
  await at('Activity')
  const names = page.locator('.virtual-table .model-name')
  await names.first().waitFor()
  const cut = await names.evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
  )
  expect(cut).toEqual([])
  const heights = await page
    .locator('.virtual-table tr[data-index]')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)))
  expect([...new Set(heights)]).toEqual([44])
})

it('at 1440 pixels no model, violation, operation or figure of an event is cut', async () => {
  const viewport = { width: 1440, height: 900 }
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport })
  await page.route(/\/api\/v1\/events\?/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const long = items.map((item: object) => ({
      ...item,
      vendor_id: 'azure_openai',
      model: 'claude-haiku-4-5-20251001',
      violation_type: 'pii_ssn',
      violation_label: 'Social Security Number',
      severity: 'critical',
      operation: 'execute_tool',
      tokens_in: 12_345,
      tokens_out: 12_345,
      cost_usd: '123.45',
      cost_source: 'priced',
      latency_ms: 599_000,
    }))
    await asked.fulfill({ response: answer, json: { ...rest, items: long } })
  })
  await goTo('/activity')
  await at('Activity')
  const row = page.locator('.virtual-table tr[data-index]').first()
  await row.waitFor()
  const cut = await row
    .locator('td:not(:nth-child(3)), td:not(:nth-child(3)) *')
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0)
        .map((one) => `${one.textContent} by ${one.scrollWidth - one.clientWidth} px`),
    )
  expect(cut.join(', ')).toBe('')
})

it('the hint in the search of the live page is whole', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', desk)
  await goTo('/live')
  await at('Live')
  const search = page.getByPlaceholder('Person, model or operation')
  const room = await search.evaluate((input: HTMLInputElement) => {
    const style = getComputedStyle(input)
    const pen = document.createElement('canvas').getContext('2d')
    if (pen === null) throw new Error('nothing to measure with')
    pen.font = `${style.fontSize} ${style.fontFamily}`
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
    return input.clientWidth - padding - pen.measureText(input.placeholder).width
  })
  // A search keeps room for the cross that clears it.
  expect(room).toBeGreaterThanOrEqual(24)
})

it('costs keep the margin of the page where their table is wider than it', async () => {
  const viewport = { width: 860, height: 900 }
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport })
  await goTo('/costs')
  await at('Costs')
  await page.getByRole('heading', { name: 'Costs by day' }).waitFor()
  const rights = await page
    .locator('.costs > *')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right))
  expect(Math.max(...rights)).toBeLessThanOrEqual(860 - 20)
})

it('the figures of costs stand on one line of paper', async () => {
  const viewport = { width: 703, height: 1030 }
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport })
  await goTo('/costs')
  await at('Costs')
  await page.emulateMedia({ media: 'print' })
  expect(await linesOf(page.locator('.costs .kpi'))).toBe(1)
})

it.each([
  ['/activity', 'Activity', 'Latency'],
  ['/models', 'Model health', 'Last seen'],
  ['/vendors', 'Vendors', 'Last sync'],
  ['/costs', 'Costs', 'Without price'],
])('the table of %s stands on the page with its last column', async (path, title, last) => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', desk)
  await goTo(path)
  await at(title)
  const table = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: last }) })
  await table.getByRole('row').nth(1).waitFor()
  const beyond = () => table.locator('..').evaluate((box) => box.scrollWidth - box.clientWidth)
  await expect.poll(beyond).toBe(0)
})
