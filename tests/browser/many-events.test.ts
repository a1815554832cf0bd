import { beforeAll, expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })
const wanted = 20_000

/** Straight into the store: what is judged here is the page. */
beforeAll(async () => {
  const [organization] = (await here.stack.d1.prepare('SELECT id FROM organizations').all<{ id: string }>())
    .results
  await here.stack.rows(`
    INSERT INTO event_changes (org_id, id, kind, source, vendor_id, model, operation, requests, tokens_in, tokens_out,
      cost_usd, cost_source, latency_ms, status, inspected, region, created_at, ingested_at, expires_at, batch_id, sign)
    SELECT '${organization?.id}', 'many-' || toString(number), 'llm', 'ingest', 'openai', 'gpt-5-mini', 'chat', 1, 100,
      50, 0.001, 'priced', 400, 'ok', 'full', 'us', now64(3) - toIntervalSecond(number * 20),
      now64(3), now() + INTERVAL 30 DAY, 'many', 1
    FROM numbers(${wanted + 500})`)
})

it('twenty thousand rows are scrolled with few of them drawn and without holding up the page', async () => {
  const { page, goTo } = await here.signedIn('analyst@demo.test')
  await page.addInitScript(`
    window.longTasks = []
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: 'longtask', buffered: true })
  `)
  await goTo('/activity')
  await page.locator('tr[data-index]').first().waitFor()
  await page.evaluate('window.longTasks.length = 0')
  const drawn: number[] = []
  const last = async () => {
    drawn.push(await page.locator('tr[data-index]').count())
    await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
    const text = (await page.locator('.table-foot [role=status]').textContent()) ?? ''
    return Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', ''))
  }
  await until(last, (loaded) => loaded >= wanted, 150_000)
  expect(Math.max(...drawn)).toBeLessThan(90)

  const [index, rowIndex] = await page
    .locator('tr[data-index]')
    .last()
    .evaluate((row) => ['data-index', 'aria-rowindex'].map((name) => Number(row.getAttribute(name))))
  expect(index).toBeGreaterThan(wanted - 500)
  expect(rowIndex).toBe(Number(index) + 2)

  await page.evaluate('window.scrollTo(0, 400000)')
  await page.waitForTimeout(300)
  const seen = page.locator('tr[data-index]').nth(24)
  const key = await seen.getAttribute('data-index')
  await seen.getByRole('link').click()
  await page.getByRole('dialog').waitFor()
  const scrolledPx = await page.evaluate('window.scrollY')
  expect(scrolledPx).toBeGreaterThan(390_000)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const focused = () => page.evaluate('document.activeElement.closest("[data-index]")?.dataset.index')
  await until(focused, (index) => index === key)
  expect(await page.evaluate('window.scrollY')).toBe(scrolledPx)

  // Other work on the machine holds up any page now and then; its own would do so with every page of rows.
  const longTasks = ((await page.evaluate('window.longTasks')) as number[]).toSorted((a, b) => a - b)
  expect(
    longTasks[Math.floor(longTasks.length / 2)] ?? 0,
    `long tasks: ${longTasks.map(Math.round).join(', ')}`,
  ).toBeLessThan(200)
}, 240_000)
