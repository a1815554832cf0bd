import { beforeAll, expect, it } from 'vitest'
import { dayAfter, dayText } from '../../analytics/costs/spans.ts'
import { withinOneDay } from '../support/one-day.ts'
import { until } from '../support/stack.ts'
import { usageOf } from '../support/usage.ts'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })
await withinOneDay()
const today = dayText(Date.now())

beforeAll(async () => {
  await pushSampleCalls(here.stack)
  const beforeWeek = new Date(Date.parse(today) - 6 * 86_400_000 - 1_000).toISOString()
  // One second too early for the days that are counted, and within seven times twenty-four hours.
  await here.stack.ingest([
    {
      id: 'early',
      model_name: 'gpt-5',
      prompt: 'SSN 536-90-4399, the password follows',
      timestamp: beforeWeek,
    },
  ])
  await until(
    () => here.stack.call('GET', '/api/v1/events/early'),
    ({ status }) => status === 200,
  )
  const usage = await usageOf(here.stack)
  await usage.add([{ day: today, vendor_id: 'openai', model: 'gpt-5', cost_usd: '1' }])
})

it('what was flagged leads to the events of exactly the days that are counted', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn('viewer@demo.test')
  await goTo('/detection')
  await at('Findings')
  const figure = (label: string) => page.locator('.kpi').filter({ hasText: label }).locator('.kpi-value')
  await figure('Critical').getByText('1', { exact: true }).waitFor()
  const first = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
  await page
    .getByText(`Events since ${first.format(Date.parse(dayAfter(today, -6)))} (UTC)`, { exact: false })
    .waitFor()
  expect(await axeViolations()).toEqual([])
  for (const label of ['Flagged, 7 days', 'Critical, 7 days']) {
    await goTo('/detection')
    await page.getByRole('link', { name: label }).click()
    await at('Violations')
    await page
      .locator('.band-total')
      .getByText(/^1 event\b/)
      .waitFor()
  }
  await goTo('/detection')
  await page.getByRole('link', { name: 'Events scanned, 7 days' }).click()
  await at('Coverage')
  await page.getByText(/^61 of 61 events with text$/).waitFor()
})

it('what no detector looked at leads to those events alone', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test')
  await goTo('/detection/coverage?days=7')
  await at('Coverage')
  await page.getByRole('link', { name: 'None looked at it' }).click()
  await at('Activity')
  expect(new URL(page.url()).search).toBe('?inspected=none&range=7d')
})

it('figures of vendors and models lead to what they count', async () => {
  const { page, goTo, at } = await here.signedIn()
  const figure = (label: string) =>
    page.locator('.kpi').filter({ has: page.getByRole('link', { name: label }) })
  await goTo('/vendors')
  await at('Vendors')
  const events = (await figure('Events').locator('.kpi-value').filter({ hasText: /\d/ }).innerText()).trim()
  await page.getByRole('link', { name: 'Events', exact: true }).click()
  await at('Activity')
  expect(new URL(page.url()).search).toBe('?range=7d')
  await page
    .locator('.band-total')
    .getByText(new RegExp(`^${events} events?\\b`))
    .waitFor()

  await goTo('/vendors')
  await page.getByRole('link', { name: 'Slowest vendor' }).click()
  await page.getByRole('dialog').getByRole('heading').first().waitFor()
  expect(new URL(page.url()).searchParams.get('vendor')).toBeTruthy()

  await goTo('/models')
  await at('Model health')
  const note = await figure('At risk').locator('.kpi-note').filter({ hasText: 'events of' }).innerText()
  const atRisk = Number(/^\d+/.exec(note)?.[0])
  expect(atRisk).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'At risk' }).click()
  await at('Activity')
  await page
    .locator('.band-total')
    .getByText(new RegExp(`^${atRisk} events?\\b`))
    .waitFor()
})
