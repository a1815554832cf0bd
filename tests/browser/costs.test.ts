import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { dayAfter, dayText, monthOf } from '../../analytics/costs/spans.ts'
import { withinOneDay } from '../support/one-day.ts'
import { usageOf } from '../support/usage.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })
await withinOneDay()
const today = dayText(Date.now())
const shownDay = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(iso))
const day = (back: number): string => dayAfter(today, -back)

it('an executive without costs yet is told where they come from', async () => {
  const { goTo, at, page, axeViolations } = await here.signedIn('viewer@demo.test')
  await goTo('/costs')
  await at('Costs')
  await page.getByText('Nothing was used in these days').first().waitFor()
  await page.getByText('Nothing was spent so far').waitFor()
  expect(await axeViolations()).toEqual([])
})

let research: string
beforeAll(async () => {
  const owner = await here.stack.signIn('owner@demo.test')
  research = String((await owner.call('POST', '/api/v1/workspaces', { name: 'Research' })).body.id)
})

async function spend(): Promise<void> {
  const usage = await usageOf(here.stack)
  await usage.add([
    ...Array.from({ length: 130 }, (_, back) => back).flatMap((back) => {
      const usd = new Date(day(back)).getUTCDay() % 6 === 0 ? 20 : 100 + (back % 4)
      return [
        {
          day: day(back),
          vendor_id: 'openai',
          model: 'gpt-5',
          workspace_id: research,
          actor_id: 'act_1',
          cost_usd: String(usd),
        },
        {
          day: day(back),
          vendor_id: 'anthropic',
          model: 'claude',
          actor_id: 'act_2',
          cost_usd: String(usd / 2),
        },
      ]
    }),
    {
      day: day(0),
      vendor_id: 'xai',
      model: 'grok',
      requests: 3,
      tokens_in: 1_200,
      cost_usd: '0',
      cost_source: 'unpriced',
    },
    {
      day: day(0),
      vendor_id: 'perplexity',
      model: 'sonar',
      requests: 40,
      cost_usd: '0',
      cost_source: 'vendor',
    },
  ])
  await usage.bill([{ day: today, vendor_id: 'openai', currency: 'USD', amount: '321' }])
  await here.stack.d1
    .prepare('INSERT INTO actors VALUES (?, ?, ?, ?, ?)')
    .bind(usage.org_id, 'act_1', 'ann@company.test', 'Ann Berg', 1)
    .run()
}

it('an executive sees the month, what it will come to and for whom, narrows it, and takes it away', async () => {
  await spend()
  const { page, goTo, at, axeViolations } = await here.signedIn('viewer@demo.test')
  await goTo('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Costs' }).click()
  await at('Costs')
  const kpi = (label: string) => page.locator('.kpi').filter({ hasText: label })
  await kpi('Expected by the end of the month')
    .getByText(/\$[\d,.]+ to \$[\d,.]+, 8 times in 10/)
    .waitFor()
  await kpi('Billed by vendors').getByText('$321.00').waitFor()
  await page.getByText('3 calls with 1.2K tokens have no price', { exact: false }).waitFor()
  const team = page.getByRole('region', { name: 'By team' })
  await team.getByRole('row', { name: /Research \$.*66\.7%/ }).waitFor()
  await page
    .getByRole('region', { name: 'By person' })
    .getByRole('row', { name: /Ann Berg/ })
    .waitFor()
  await page.getByRole('button', { name: 'Expected', exact: true }).waitFor()
  await page
    .getByText(/^Press a row to see it alone\. Change is against 1 \w+ \d{4}[^.]*\. Per call is over usage/)
    .waitFor()
  // What a plan pays is not without a price, and has none per call.
  await page.getByRole('row', { name: /^Perplexity \$0\.00 0% – 40 – 0 –$/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  await team.getByRole('link', { name: 'Research' }).click()
  await kpi('In these days').getByText('the same days last month').waitFor()
  await page
    .getByRole('region', { name: 'By model' })
    .getByRole('row', { name: /gpt-5 .*100%/ })
    .waitFor()
  await page
    .getByRole('row', { name: /claude/ })
    .first()
    .waitFor({ state: 'detached' })
  await kpi('Billed by vendors').getByText('Bills know vendors alone').waitFor()
  await page.getByLabel('Days', { exact: true }).selectOption('90')
  await page.getByLabel('Told apart by').selectOption('model')
  await page
    .getByRole('table', { name: 'Costs by model' })
    .getByRole('row', { name: /gpt-5 .*100%/ })
    .waitFor()
  expect(await axeViolations()).toEqual([])

  const taken = async (button: string) => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: button }).click()
    const download = await waiting
    const path = join(here.stack.dataDir, download.suggestedFilename())
    await download.saveAs(path)
    return [download.suggestedFilename(), readFileSync(path, 'utf8').trim().split('\r\n')] as const
  }
  const [csvName, csv] = await taken('CSV')
  expect(csvName).toBe(`costs-by-model-${day(89)}-${day(0)}.csv`)
  expect(csv.map((line) => line.split(',')[0])).toEqual(['model', 'gpt-5'])
  const [focusName, focus] = await taken('FOCUS')
  expect(focusName).toBe(`focus-1.2-${day(89)}-${day(0)}.csv`)
  expect(focus[0]).toMatch(/^BilledCost,BillingAccountId/)
  expect(focus).toHaveLength(1 + 2 * 90 + 2)
})

it('prints as one page of paper without navigation, whatever the theme', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test', { colorScheme: 'dark' })
  await goTo('/costs')
  await at('Costs')
  await page
    .getByRole('region', { name: 'By person' })
    .getByRole('row', { name: /Ann Berg/ })
    .waitFor()
  await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
  await page.emulateMedia({ media: 'print' })
  await page.getByText(`${shownDay(monthOf(today).from)} to ${shownDay(today)}`, { exact: false }).waitFor()
  for (const [name, shown] of [
    ['.side', false],
    ['.top', false],
    ['.filters', false],
    ['.page-actions', false],
    ['.costs-paper-chart', true],
    ['.costs-glance', true],
  ] as const) {
    expect([name, await page.locator(name).first().isVisible()]).toEqual([name, shown])
  }
  // As wide as what is printed on A4, where the last figure is the end of the paper as well.
  await page.setViewportSize({ width: 703, height: 300 })
  const below =
    'document.documentElement.scrollHeight - document.querySelector(".costs").getBoundingClientRect().bottom - scrollY'
  expect(await page.evaluate(below)).toBeLessThan(2)
  const colours = await page.evaluate(() => {
    const of = getComputedStyle(document.querySelector('.kpi-value') as Element)
    return [of.color, getComputedStyle(document.querySelector('.kpi') as Element).backgroundColor]
  })
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
})

it('costs lead to the events of their days under their filters, and what names nobody leads nowhere', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test')
  await goTo('/costs')
  await at('Costs')
  const team = page.getByRole('region', { name: 'By team' })
  await team.getByRole('row', { name: /Research/ }).waitFor()
  expect(await team.getByRole('link').allTextContents()).toEqual(['Research'])
  await team.getByRole('row', { name: /Not given/ }).waitFor()
  await page.getByLabel('Told apart by').selectOption({ label: 'Team' })
  const all = page.getByRole('table', { name: 'Costs by team' })
  await all.getByRole('row', { name: /Not given/ }).waitFor()
  expect(await all.getByRole('link').allTextContents()).toEqual(['Research'])

  await goTo(`/costs?from=${day(9)}&to=${day(2)}&vendor_id=openai`)
  await page.getByRole('link', { name: 'See these events' }).click()
  await at('Activity')
  const asked = new URL(page.url()).searchParams
  expect(Object.fromEntries(asked)).toEqual({
    vendor_id: 'openai',
    from: `${day(9)}T00:00:00.000Z`,
    to: `${day(1)}T00:00:00.000Z`,
  })
})

it('the filters of costs stay in their place when one is set, with what clears them beside them', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test', {
    viewport: { width: 1440, height: 900 },
  })
  await goTo('/costs')
  await at('Costs')
  const vendor = page.getByLabel('Vendor', { exact: true })
  await vendor.getByRole('option', { name: 'OpenAI' }).waitFor({ state: 'attached' })
  const topOf = async () => (await vendor.boundingBox())?.y
  const before = await topOf()
  await vendor.selectOption({ label: 'OpenAI' })
  const clear = page.getByRole('search').getByRole('button', { name: 'Clear all filters' })
  await clear.waitFor()
  expect(await topOf()).toBe(before)
  expect(Math.abs(((await clear.boundingBox())?.y ?? 0) - (before ?? 0))).toBeLessThanOrEqual(2)
  await clear.click()
  await clear.waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('')
})

it('the name of a model is told whole beside its cost', async () => {
  const viewport = { width: 1440, height: 900 }
  const { page, goTo, at } = await here.signedIn('viewer@demo.test', { viewport })
  const name = 'anthropic.claude-sonnet-4-6-20251001-v1:0'
  await page.route(/group_by=model/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const one = { ...items[0], group: { model: name }, labels: {} }
    await asked.fulfill({ response: answer, json: { ...rest, items: [one] } })
  })
  await goTo('/costs')
  await at('Costs')
  const cell = page.locator('.costs-glance .cell-cut').filter({ hasText: name })
  await cell.waitFor()
  expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
})

it('tells projects where nothing that was used names a team', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test')
  await page.route(/group_by=workspace/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const nowhere = { ...items[0], group: { workspace: null }, labels: {} }
    await asked.fulfill({ response: answer, json: { ...rest, items: [nowhere] } })
  })
  await goTo('/costs')
  await at('Costs')
  await page.getByRole('region', { name: 'By project' }).getByRole('row').nth(1).waitFor()
  expect(await page.getByRole('region', { name: 'By team' }).count()).toBe(0)
  await page.getByLabel('Project', { exact: true }).waitFor()
})

it('fits a phone', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn('viewer@demo.test', {
    viewport: { width: 390, height: 844 },
  })
  await goTo('/costs')
  await at('Costs')
  await page
    .getByRole('region', { name: 'By team' })
    .getByRole('row', { name: /Research/ })
    .waitFor()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
  expect(await axeViolations()).toEqual([])
})
