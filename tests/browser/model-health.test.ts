import { expect, it } from 'vitest'
import { withinOneHour } from '../support/one-day.ts'
import { type Json, until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage()
const { signedIn } = here

const hourMs = 3_600_000
const model = 'fraud-score'

async function predict(events: readonly Json[]): Promise<void> {
  const { body } = await here.stack.call('POST', '/api/v1/ingest/ml', { body: { events } })
  expect(body).toMatchObject({ ingested: events.length })
}
const stored = (count: number) =>
  until(
    () => here.stack.rows<{ n: number }>(`SELECT toInt32(count()) AS n FROM events WHERE model = '${model}'`),
    ([row]) => row?.n === count,
  )
const prediction = (index: number, atMs: number, amount: number, latencyMs: number): Json => ({
  model_name: model,
  prediction: index % 12 === 0 ? 'fraud' : 'fine',
  probabilities: { fraud: 0.2, fine: 0.8 },
  features: { amount, country: ['DE', 'FR', 'IT'][index % 3] },
  latency_ms: latencyMs,
  timestamp: new Date(atMs).toISOString(),
})

it('an engineer sees a model drift, sees which feature changed, and lets what is normal be learned again', async () => {
  const startMs = Math.floor(Date.now() / hourMs) * hourMs - 48 * hourMs
  await predict(
    Array.from({ length: 600 }, (_, index) =>
      prediction(index, startMs + index * 120_000, 50 + (index % 100), 40 + (index % 20)),
    ),
  )
  await stored(600)
  const { page, goTo, at, axeViolations } = await signedIn()
  await page.getByRole('link', { name: 'Model health' }).first().click()
  await at('Model health')
  await page.getByText('Nothing is known of the last minutes', { exact: false }).waitFor()

  await page
    .getByRole('row', { name: new RegExp(model) })
    .getByRole('link')
    .click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Nothing is known.', { exact: false }).waitFor()
  await drawer.getByRole('button', { name: 'Learn what is normal' }).click()
  await page.getByText(`${model} is normal as it was`, { exact: false }).waitFor()
  await drawer.getByText('50 ms').first().waitFor()
  await page.keyboard.press('Escape')

  // All of them in the hour that the page shows, also when it has just begun.
  await withinOneHour()
  const nowMs = Date.now()
  const spanMs = Math.min(120_000, nowMs % hourMs)
  await predict(
    Array.from({ length: 120 }, (_, index) =>
      prediction(index, nowMs - (index / 120) * spanMs, 120 + (index % 100), 75),
    ),
  )
  await stored(720)
  await goTo('/models?hours=1')
  await page.getByText(`${model} answers`, { exact: false }).waitFor()
  const row = page.getByRole('row', { name: new RegExp(`${model}.*Drifted.*amount`) })
  await row.waitFor()
  await row.getByText(/^5\d% slower: −2\d(\.\d)?$/).waitFor()
  expect(await axeViolations()).toEqual([])
  await row.getByRole('link').click()
  await drawer.getByText('on average, 52% slower than usual', { exact: false }).waitFor()
  const feature = (name: string) => drawer.getByRole('listitem').filter({ hasText: name })
  await feature('amount').getByText('Drifted').waitFor()
  await feature('country').getByText('As usual').waitFor()
  await feature('Prediction').getByText('As usual').waitFor()
  await drawer.getByRole('img', { name: 'Latency by hour over the last 7 days' }).waitFor()
  expect(await axeViolations()).toEqual([])

  await drawer.getByLabel('Learn from').selectOption('1')
  await drawer.getByRole('button', { name: 'Learn what is normal' }).click()
  await until(
    () => feature('amount').textContent(),
    (text) => text?.includes('As usual') ?? false,
  )

  await drawer.getByRole('button', { name: 'Set by hand' }).click()
  const latency = drawer.getByLabel('Usual latency, in milliseconds')
  await latency.fill('fast')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByText('Milliseconds, more than 0; empty for none.').waitFor()
  await latency.fill('75')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText(`What is normal for ${model} is set.`).waitFor()
  await drawer.getByText('as fast as usual', { exact: false }).waitFor()

  await drawer.getByRole('button', { name: 'Forget what is normal' }).click()
  await page
    .getByRole('dialog', { name: `Forget what is normal for ${model}?` })
    .getByRole('button', { name: 'Forget what is normal' })
    .click()
  await drawer.getByText('Nothing is known.', { exact: false }).waitFor()
})

it('whoever may only look sees figures and nothing to change, on a telephone as well', async () => {
  const { page, goTo, at } = await signedIn('viewer@demo.test', { viewport: { width: 390, height: 844 } })
  await goTo('/models')
  await at('Model health')
  await page.getByRole('link', { name: new RegExp(model) }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Events, 7 days').waitFor()
  expect(await drawer.getByRole('button', { name: /Learn|Set by hand|Forget/ }).count()).toBe(0)
  const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
  expect(isWide).toBe(false)
})

it('a long name of a model is told whole', async () => {
  const latency = { latency_p50_ms: 2420, latency_p95_ms: 14_070, latency_p99_ms: 30_040 }
  const worst_feature = { feature: 'payer', kind: 'category', verdict: 'drifted', psi: null, ks: null }
  const penalties = { drift: 18.6, latency: 40 }
  const slow = { ...latency, worst_feature, penalties, drift: 46.5, llm_latency_ms: 4350, health: 41.4 }
  const long = 'meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8-of-the-second-quarter'
  const { page, goTo, at } = await signedIn('owner@demo.test', { viewport: { width: 1200, height: 900 } })
  await page.route(/dashboard\/models\?/, async (asked) => {
    const answer = await asked.fetch()
    const { items } = await answer.json()
    await asked.fulfill({ response: answer, json: { items: [{ ...items[0], ...slow, model: long }] } })
  })
  await goTo('/models')
  await at('Model health')
  await page.getByText('4.35 s: −40').waitFor()
  const name = page.getByRole('row', { name: new RegExp(long) }).getByText(long)
  await name.waitFor()
  const isWhole = await name.evaluate((box) => {
    const cell = box.closest('td') as HTMLElement
    return box.scrollWidth <= box.clientWidth && cell.scrollWidth <= cell.clientWidth
  })
  expect(isWhole).toBe(true)
  expect((await name.boundingBox())?.width).toBeGreaterThanOrEqual(140)
})
