import { expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })

it('an engineer whose connection is cut is shown what came meanwhile, once, and is told so', async () => {
  const { page, context, goTo, axeViolations } = await here.signedIn('analyst@demo.test', {
    refusals: /status of 4\d\d|ERR_INTERNET_DISCONNECTED/,
  })
  await goTo('/live')
  await page.locator('.live-state-live').waitFor()
  const push = async (from: number, count: number) => {
    const events = Array.from({ length: count }, (_, index) => ({
      id: `live-${from + index}`,
      model_name: `model-${from + index}`,
      prompt: 'hello',
    }))
    expect((await here.stack.ingest(events)).status).toBe(202)
  }
  await push(0, 3)
  await page.getByText('model-2', { exact: true }).waitFor()
  await context.setOffline(true)
  await page.getByText('The connection was lost at', { exact: false }).waitFor()
  expect(await axeViolations()).toEqual([])
  await push(3, 25)
  await context.setOffline(false)
  await page.getByText('Nothing was missed.', { exact: false }).waitFor()
  await page.getByText('model-27', { exact: true }).waitFor()
  await push(28, 2)
  await page.getByText('model-29', { exact: true }).waitFor()
  const shown = await page.locator('tr[data-index] .model-name').allTextContents()
  expect(shown).toEqual(Array.from({ length: 30 }, (_, index) => `model-${29 - index}`))

  await page.getByRole('button', { name: 'Pause' }).click()
  await push(30, 4)
  await page.getByRole('button', { name: 'Continue (4 waiting)' }).waitFor()
  expect(await page.getByText('model-33', { exact: true }).count()).toBe(0)
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: /^Continue/ }).click()
  await page.getByText('model-33', { exact: true }).waitFor()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const box = await page.locator('.notice', { hasText: 'Nothing was missed.' }).boundingBox()
    const seen = await page.getByRole('button', { name: 'Seen' }).boundingBox()
    const words = await page.getByText('Nothing was missed.', { exact: false }).boundingBox()
    if (box === null || seen === null || words === null) throw new Error('The notice has gone')
    expect(seen.x + seen.width).toBeLessThanOrEqual(box.x + box.width)
    expect(seen.y).toBeGreaterThanOrEqual(box.y - 1)
    expect(seen.y + seen.height).toBeLessThanOrEqual(box.y + box.height + 1)
    expect(words.x + words.width).toBeLessThanOrEqual(seen.x)
  }
  await page.getByRole('button', { name: 'Seen' }).click()
  await page.getByText('Nothing was missed.', { exact: false }).waitFor({ state: 'detached' })
  await page.getByLabel('Person, model or operation').fill('model-12')
  await until(
    () => page.locator('tr[data-index]').count(),
    (count) => count === 1,
  )
})

it('an engineer sees who live events are of, however new the person is', async () => {
  const { page, goTo } = await here.signedIn('analyst@demo.test')
  await goTo('/live')
  await page.locator('.live-state-live').waitFor()
  const push = async (id: string, actor_email: string) => {
    const event = { id, model_name: 'gpt-5-mini', prompt: 'hello', actor_email }
    expect((await here.stack.ingest([event])).status).toBe(202)
  }
  await push('who-1', 'first.person@example.com')
  await page.getByText('first.person@example.com').waitFor()
  await push('who-2', 'second.person@example.com')
  await page.getByText('second.person@example.com').waitFor()
})

it('an engineer finds which vendor is slow, and which of its calls', async () => {
  const call = (id: string, vendorId: string, model: string, latencyMs: number) => ({
    id,
    vendor_id: vendorId,
    model_name: model,
    prompt: 'hello',
    latency_ms: latencyMs,
  })
  await here.stack.ingest([
    ...Array.from({ length: 40 }, (_, index) => call(`quick-${index}`, 'openai', 'gpt-5-mini', 300 + index)),
    ...Array.from({ length: 38 }, (_, index) => call(`usual-${index}`, 'mistral', 'mistral-small', 500)),
    call('slow-1', 'mistral', 'mistral-large', 31_000),
    call('slow-2', 'mistral', 'mistral-large', 34_000),
    call('slow-3', 'mistral', 'mistral-large', 36_000),
  ])
  await until(
    () => here.stack.call('GET', '/api/v1/events/slow-3'),
    ({ status }) => status === 200,
  )
  const { page, goTo, at, axeViolations } = await here.signedIn('analyst@demo.test')
  await goTo('/vendors')
  await at('Vendors')
  await page.getByRole('button', { name: 'p99' }).click()
  const first = page.locator('tbody tr').first()
  await first.getByText('Mistral').waitFor()
  await first.getByRole('link').click()
  const drawer = page.getByRole('dialog', { name: 'Mistral' })
  await drawer.locator('canvas').waitFor()
  expect(await axeViolations()).toEqual([])
  await drawer.getByRole('link', { name: /^Its slowest calls/ }).click()
  await at('Activity')
  await until(
    () => page.locator('tr[data-index]').allTextContents(),
    (rows) => rows.length >= 2 && rows.every((row) => row.includes('mistral-large')),
  )
})
