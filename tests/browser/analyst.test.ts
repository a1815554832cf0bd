import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { type Json, until } from '../support/stack.ts'
import type { Person } from './person.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })
const hourMs = 3_600_000
const nowMs = Date.now()
const at = (hoursAgo: number) => new Date(nowMs - hoursAgo * hourMs).toISOString()
const leakHoursAgo = 50
const leaks = Array.from({ length: 9 }, (_, index) => `leak-${index}`)

beforeAll(async () => {
  const plain = Array.from({ length: 160 }, (_, index) => ({
    id: `plain-${index}`,
    model_name: index % 3 === 0 ? 'claude-sonnet-4-6' : 'gpt-5-mini',
    prompt: `Summarise ticket ${index}`,
    response: 'The ticket asks for a new laptop.',
    latency_ms: 400 + index,
    timestamp: at(index),
    actor_email: `person${index % 5}@example.org`,
  }))
  const elsewhere = Array.from({ length: 8 }, (_, index) => ({
    id: `other-${index}`,
    model_name: 'gpt-5-mini',
    prompt: 'Write to jane.doe@corp.example, SSN 536-90-4399.',
    timestamp: at(6 + index * 18),
    actor_email: 'ben@example.org',
  }))
  const burst = leaks.map((id, index) => ({
    id,
    model_name: 'gpt-5-mini',
    prompt: `Patient ${index}: SSN 536-90-4399, please file it.`,
    response: 'Filed.',
    timestamp: at(leakHoursAgo + index / 60),
    actor_email: 'ann@example.org',
  }))
  const alsoThen = {
    id: 'also-then',
    model_name: 'gpt-5-mini',
    prompt: 'Her SSN is 536-90-4399.',
    timestamp: at(leakHoursAgo),
    actor_email: 'cleo@example.org',
  }
  await here.stack.ingest([...plain, ...elsewhere, alsoThen])
  await here.stack.ingest(burst)
  for (const id of ['plain-159', 'leak-8']) {
    await until(
      () => here.stack.call('GET', `/api/v1/events/${id}`),
      ({ status }) => status === 200,
    )
  }
})

/** Draws over the chart of a week, from one moment to another. */
async function draw({ page }: Person, fromHoursAgo: number, toHoursAgo: number): Promise<void> {
  const chart = page.locator('.histogram .u-over')
  await chart.waitFor()
  await chart.scrollIntoViewIfNeeded()
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart is not on show')
  const x = (hoursAgo: number) => box.x + box.width * (1 - hoursAgo / (7 * 24))
  const y = box.y + box.height / 2
  await page.mouse.move(x(fromHoursAgo), y)
  await page.mouse.down()
  await page.mouse.move(x((fromHoursAgo + toHoursAgo) / 2), y)
  await page.mouse.move(x(toHoursAgo), y)
  await page.mouse.up()
}

const rowsOf = ({ page }: Person) => page.locator('tr[data-index]')

it('an analyst finds a leak: narrows by drawing, filters, opens, keeps the view and exports exactly those rows', async () => {
  const ann = await here.signedIn('analyst@demo.test')
  const { page, goTo, axeViolations } = ann
  await goTo('/violations')
  const total = page.locator('.band-total')
  const counts = (events: number) =>
    until(
      () => total.textContent(),
      (text) => text?.startsWith(`${events} events`) ?? false,
    )
  await counts(18)

  await draw(ann, leakHoursAgo + 5, leakHoursAgo - 5)
  await page.waitForURL(/from=.*to=/)
  await counts(10)
  await page.getByRole('button', { name: /^Person/ }).click()
  const menu = page.getByRole('dialog', { name: 'Person' })
  await menu.getByRole('option', { name: /ann@example\.org/ }).waitFor()
  expect(await axeViolations()).toEqual([])
  await menu.getByRole('combobox').fill('ann@')
  await page.keyboard.press('Enter')
  await counts(9)
  await page.getByRole('list', { name: 'Filters that are set' }).getByText('ann@example.org').waitFor()
  await until(
    () => rowsOf(ann).count(),
    (rows) => rows === leaks.length,
  )

  await rowsOf(ann).first().getByRole('link').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('[REDACTED]').first().waitFor()
  expect(await drawer.textContent()).not.toContain('536-90-4399')
  await drawer.getByText('ann@example.org asked gpt-5-mini of OpenAI.', { exact: false }).waitFor()
  const first = new URL(page.url()).searchParams.get('event')
  await drawer.getByRole('button', { name: 'Next event' }).click()
  await page.waitForURL((url) => url.searchParams.get('event') !== first)
  const second = new URL(page.url()).searchParams.get('event')
  expect(await axeViolations()).toEqual([])
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await until(
    () => page.evaluate<string | null>('document.activeElement.getAttribute("href")'),
    (focused) => focused?.includes(`event=${second}`) ?? false,
  )
  const address = new URL(page.url()).search

  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('button', { name: 'Save these filters…' }).click()
  const asked = page.getByRole('dialog', { name: 'Save these filters' })
  await asked.getByLabel('Name of the view').fill('The leak of Ann')
  await asked.getByLabel(/^Share it/).check()
  expect(await axeViolations()).toEqual([])
  await asked.getByRole('button', { name: 'Save view' }).click()
  await page.getByText('The view The leak of Ann is saved.').waitFor()

  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export what the filters take' }).click()
  await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click()
  const path = join(here.stack.dataDir, 'leak.csv')
  await (await waiting).saveAs(path)
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split('\r\n')
  const idAt = head.split(',').indexOf('id')
  expect(lines.map((line) => line.split(',')[idAt]).toSorted()).toEqual(leaks.toSorted())

  const viewer = await here.signedIn('viewer@demo.test')
  await viewer.goTo('/violations')
  await viewer.page.getByRole('button', { name: 'Views' }).click()
  await viewer.page.getByRole('button', { name: /The leak of Ann.*Shared/ }).click()
  await viewer.page.locator('.band-total').getByText('9 events').waitFor()
  const parts = (search: string) => [...new URLSearchParams(search)].toSorted()
  expect(parts(new URL(viewer.page.url()).search)).toEqual(parts(address))
})

it('the address holds every filter, and every filter can be taken out again', async () => {
  const person = await here.signedIn('analyst@demo.test')
  const { page, goTo } = person
  await goTo('/activity?vendor_id=openai&latency_min_ms=500&range=30d&cost_source=priced')
  const chips = page.getByRole('list', { name: 'Filters that are set' })
  await chips.getByText('Vendor OpenAI').waitFor()
  await chips.getByText('Latency from 500 ms').waitFor()
  await page.locator('.band-total b').first().waitFor()
  const wanted = await here.stack.call(
    'GET',
    '/api/v1/events?vendor_id=openai&latency_min_ms=500&cost_source=priced&limit=200',
  )
  const ids = (wanted.body.items as Json[]).map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(10)
  await until(
    () => page.locator('.band-total').textContent(),
    (text) => text?.startsWith(`${ids.length} events`) ?? false,
  )
  for (const name of ['Vendor', 'Latency from', 'How the cost is known']) {
    await page.getByRole('button', { name: `Take out the filter ${name}`, exact: true }).click()
  }
  await page.waitForURL((url) => url.search === '?range=30d')
  await page.getByRole('button', { name: 'More filters' }).click()
  await page.getByRole('button', { name: /^Operation/ }).click()
  await page.getByRole('combobox', { name: 'Search in Operation' }).fill('never-seen')
  await page.getByRole('option', { name: 'Exactly “never-seen”' }).click()
  await page.getByText('Nothing matches these filters').waitFor()
  expect(new URL(page.url()).searchParams.get('operation')).toBe('never-seen')
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await rowsOf(person).first().waitFor()
})

it('a filter menu counts under the other filters, as many as the list then shows', async () => {
  const person = await here.signedIn('analyst@demo.test')
  const { page, goTo } = person
  await goTo('/violations?model=gpt-5-mini')
  await page.getByRole('button', { name: /^Person/ }).click()
  const menu = page.getByRole('dialog', { name: 'Person' })
  const ann = menu.getByRole('option', { name: /ann@example\.org\s*9$/ })
  await ann.waitFor()
  await menu.getByText('Events under the other filters, on the days of the time range.').waitFor()
  expect(await menu.getByRole('option', { name: /person1@/ }).count()).toBe(0)
  await ann.click()
  await page.locator('.band-total').getByText('9 events').waitFor()
  await page.getByRole('button', { name: /^Severity/ }).click()
  const severity = page.getByRole('dialog', { name: 'Severity' })
  await severity.getByText('Events under the other filters, in the time range.').waitFor()
  await severity.getByRole('option', { name: /Critical\s*9$/ }).waitFor()
})

it('the time is narrowed by keys, which tell what they choose', async () => {
  const person = await here.signedIn('analyst@demo.test')
  const { page, goTo, axeViolations } = person
  await goTo('/activity')
  const chart = page.getByRole('slider', { name: /^Events over time/ })
  await chart.focus()
  await page.keyboard.press('End')
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowLeft')
  const told = (await chart.getAttribute('aria-valuetext')) ?? ''
  expect(told).toMatch(/ – .*: \d without violation, 0 with violation$/)
  expect(await axeViolations()).toEqual([])
  await page.keyboard.press('Escape')
  expect(await chart.getAttribute('aria-valuetext')).toBe('Nothing chosen')
  await page.keyboard.press('End')
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await page.waitForURL(/from=.*to=/)
  const { searchParams } = new URL(page.url())
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  expect((to ?? 0) - (from ?? 0)).toBe(6 * hourMs)
})

it('the time is narrowed by a finger as well', async () => {
  const person = await here.signedIn('analyst@demo.test', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const { page, context, goTo } = person
  await goTo('/activity')
  const chart = page.locator('.histogram .u-over')
  await chart.waitFor()
  const box = await chart.boundingBox()
  if (box === null) throw new Error('the chart is not on show')
  const client = await context.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', share: number) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + box.width * share, y: box.y + box.height / 2 }],
    })
  await touch('touchStart', 0.6)
  for (const share of [0.65, 0.7, 0.75, 0.8]) await touch('touchMove', share)
  await page.locator('.histogram-chosen').waitFor()
  await touch('touchEnd', 0.8)
  await page.waitForURL(/from=.*to=/)
})

it('columns and density are kept by the browser, and the rows are reached by keyboard', async () => {
  const person = await here.signedIn('analyst@demo.test')
  const { page, goTo, axeViolations } = person
  await goTo('/activity')
  await rowsOf(person).first().waitFor()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Operation').uncheck()
  await page.getByLabel('Kind').check()
  await page.getByRole('radio', { name: 'Compact' }).check()
  expect(await axeViolations()).toEqual([])
  await page.reload()
  await rowsOf(person).first().waitFor()
  const headers = await page.getByRole('columnheader').allTextContents()
  expect([headers.includes('Operation'), headers.includes('Kind')]).toEqual([false, true])
  expect((await rowsOf(person).first().boundingBox())?.height).toBeLessThan(36)

  await rowsOf(person).first().getByRole('link').focus()
  for (const key of ['ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowUp'])
    await page.keyboard.press(key)
  const index = () => page.evaluate('document.activeElement.closest("[data-index]")?.dataset.index')
  await until(index, (at) => at === '36')
  await page.keyboard.press('End')
  await until(index, (at) => Number(at) > 170)
  await page.keyboard.press('Home')
  await until(index, (at) => at === '0')
  expect(await page.locator('table').getAttribute('aria-rowcount')).toBe('179')
})
