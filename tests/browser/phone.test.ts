import { beforeAll, expect, it } from 'vitest'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage()
const phone = { viewport: { width: 390, height: 844 } }

beforeAll(() => pushSampleCalls(here.stack))

it('a card spends no line on a figure that is not there', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', phone)
  await page.route(/\/vendors\/analytics/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const silent = items.map((item: object) => ({ ...item, latency_p50_ms: null, latency_p99_ms: 7 }))
    await asked.fulfill({ response: answer, json: { ...rest, items: silent } })
  })
  await goTo('/vendors')
  await at('Vendors')
  const card = page.locator('.row-card').first()
  await card.getByText('7 ms', { exact: true }).waitFor()
  expect(await card.getByText('p99', { exact: true }).count()).toBe(1)
  expect(await card.getByText('p50', { exact: true }).count()).toBe(0)
})

it.each([
  ['/team/roles', 'Roles', 'For a workspace or project'],
  ['/encryption', 'Encryption', 'Seals and opens'],
])('on %s a badge stands on one line', async (path, heading, words) => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', phone)
  await goTo(path)
  await at(heading)
  const badge = page.locator('.badge', { hasText: words }).first()
  await badge.waitFor()
  expect((await badge.boundingBox())?.height).toBeLessThanOrEqual(24)
})

it.each([390, 320])('the query to begin with fits the editor on a screen of %i pixels', async (width) => {
  const viewport = { width, height: 844 }
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport })
  await goTo('/sql')
  await at('SQL')
  const editor = page.getByRole('textbox', { name: 'Query', exact: true })
  await expect.poll(() => editor.inputValue()).toContain('FROM usage_daily')
  expect(await editor.evaluate((area) => area.scrollWidth - area.clientWidth)).toBe(0)
})

it('money that came back is called a credit, and a gap is a share', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn('owner@demo.test', phone)
  const row = { vendor_id: 'openai', api_key_ref: null, unpriced_requests: 0, other: [] }
  await page.route(/costs\/reconciliation/, (asked) =>
    asked.fulfill({
      json: {
        items: [
          { ...row, day: '2026-11-20', reported_usd: '-5.99', priced_usd: '0.01', remainder_usd: '-6.00' },
          { ...row, day: '2026-11-19', reported_usd: '10', priced_usd: '8', remainder_usd: '2' },
        ],
        totals: { reported_usd: '4.01', priced_usd: '8.01', remainder_usd: '-4' },
      },
    }),
  )
  await goTo('/vendors/reconciliation')
  await at('Reconciliation')
  const cards = page.locator('.row-card')
  await cards.first().getByText('Credit', { exact: true }).waitFor()
  expect(await page.locator('.row-card .badge').allTextContents()).toEqual(['Credit', '20.0%'])
  await cards.first().getByText('$5.99 credited, $0.010 priced', { exact: true }).waitFor()
  await cards.nth(1).getByText('$10.00 billed, $8.00 priced', { exact: true }).waitFor()
  expect(await page.locator('.row-card .badge-medium').allTextContents()).toEqual(['20.0%'])
  expect(await axeViolations()).toEqual([])
})

it('an event of nobody and without a cost is told by what it was, and spends no dash on either', async () => {
  await here.stack.call('POST', '/api/v1/ingest/ml', {
    body: {
      events: [{ model_name: 'card-model', prediction: 'yes', probabilities: { yes: 1 }, latency_ms: 37 }],
    },
  })
  const { page, goTo, at } = await here.signedIn('owner@demo.test', phone)
  await goTo('/activity?model=card-model')
  await at('Activity')
  const line = page.locator('.event-card-line.muted').first()
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      return line.locator('> *').allTextContents()
    })
    .toEqual(['Predict', '37 ms'])
})

it('who did something is told on one line of the narrowest phone', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport: { width: 320, height: 700 } })
  await goTo('/audit')
  await at('Audit log')
  const who = page.locator('.entry-card-line').getByText('Demo owner <owner@demo.test>').first()
  await who.waitFor()
  expect((await who.boundingBox())?.height).toBeLessThanOrEqual(24)
})

it('what the graph of the live page spans stands on one line of a small screen, its words apart', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport: { width: 320, height: 700 } })
  await goTo('/live')
  await at('Live')
  const ago = page.getByText(/min ago$/).first()
  await ago.waitFor()
  const height = await ago.evaluate((first) => first.parentElement?.getBoundingClientRect().height)
  expect(height).toBeLessThanOrEqual(26)
  const words = await ago.locator('..').locator('span').all()
  const boxes = await Promise.all(words.map((word) => word.boundingBox()))
  for (const [i, box] of boxes.slice(1).entries()) {
    const before = boxes[i]
    expect((box?.x ?? 0) - (before?.x ?? 0) - (before?.width ?? 0)).toBeGreaterThanOrEqual(4)
  }
})
