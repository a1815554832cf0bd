import { beforeAll, expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: ['openai'] })

const longModel = `vendor.a-model-of-${'very-'.repeat(30)}long-name-v1`
const longMail = `a.person.with.${'many.'.repeat(20)}names@a-department-of-many-words.example`

beforeAll(async () => {
  await pushSampleCalls(here.stack)
  await here.stack.ingest([
    { id: 'long', model_name: longModel, prompt: 'Hello.', response: 'Hi.', actor_email: longMail },
  ])
  await until(
    () => here.stack.call('GET', '/api/v1/events/long'),
    ({ status }) => status === 200,
  )
})

it.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
])(
  'a very long name is told in full in the drawer, which stays as wide as it is, %s',
  async (_, viewport) => {
    const { page, goTo, axeViolations } = await here.signedIn('owner@demo.test', { viewport })
    await goTo('/activity?event=long')
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Hello.', { exact: true }).waitFor()
    const title = drawer.getByRole('heading', { level: 2 })
    await title.getByText(longModel).waitFor()
    expect(await title.locator('.model-name').evaluate((name) => name.scrollWidth - name.clientWidth)).toBe(0)
    expect(await drawer.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
    expect(await drawer.evaluate((dialog) => dialog.scrollLeft)).toBe(0)
    expect(await axeViolations()).toEqual([])
  },
)

it('an event that is not in the list is called by its model as well', async () => {
  const { page, goTo } = await here.signedIn()
  await goTo('/activity?vendor_id=anthropic&event=leak')
  await page.getByRole('dialog', { name: 'OpenAI gpt-5-mini' }).waitFor()
})

it('a filter at the edge of the page opens within it', async () => {
  const { page, goTo, at } = await here.signedIn()
  await goTo('/activity')
  await at('Activity')
  for (const name of ['Person', 'Risk']) {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    const panel = page.getByRole('dialog', { name })
    await panel.getByRole('option').nth(1).waitFor()
    const { x, width } = (await panel.boundingBox()) ?? { x: 0, width: 0 }
    expect([name, x + width <= 1440 - 16]).toEqual([name, true])
    await page.keyboard.press('Escape')
  }
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
})

it.each(['/activity', '/vendors/credentials', '/detection/custom'])(
  'the first Tab on %s comes to the link that leads past the navigation',
  async (path) => {
    const { page, goTo } = await here.signedIn()
    await goTo(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
    const focused = () => page.evaluate<string>('document.activeElement.textContent')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.querySelector("main").contains(document.activeElement)')).toBe(true)
  },
)

it('every tab is in sight on a phone', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport: { width: 390, height: 844 } })
  await goTo('/detection/coverage')
  await at('Coverage')
  const tabs = page.getByRole('navigation', { name: 'Pages of this part' }).getByRole('link')
  expect(await tabs.count()).toBe(7)
  for (const tab of await tabs.all()) {
    const { x, width } = (await tab.boundingBox()) ?? { x: -1, width: 0 }
    expect([await tab.textContent(), x >= 0, x + width <= 390]).toEqual([await tab.textContent(), true, true])
  }
  // On a phone the bar has no place for it but under the last entry.
  expect(await page.getByRole('button', { name: 'More' }).getAttribute('aria-current')).toBe('true')
})

it('a list that could not be renewed says so where one looks, and keeps what it has', async () => {
  const { page, goTo, context } = await here.signedIn('owner@demo.test', {
    refusals: /status of 4|ERR_INTERNET_DISCONNECTED/,
  })
  await goTo('/activity')
  await page.locator('.row-link').first().waitFor()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Refresh' }).click()
  const notice = page.getByText('Not up to date').first()
  await notice.waitFor()
  const { y } = (await notice.boundingBox()) ?? { y: Number.POSITIVE_INFINITY }
  expect(y).toBeLessThan(900)
  expect(await page.locator('.row-link').count()).toBeGreaterThan(0)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await notice.waitFor({ state: 'detached' })
})

it('where nothing has a price, nothing has a share, and nothing says what a call costs', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await page.route(/api\/v1\/costs\?/, async (asked) => {
    const answer = await asked.fetch()
    const { items, totals, ...rest } = await answer.json()
    const free = { cost_usd: '0', share: 0, cost_per_request_usd: '0' }
    await asked.fulfill({
      response: answer,
      json: {
        ...rest,
        totals: { ...totals, ...free },
        items: items.map(
          (item: { requests: number; group: { actor?: string }; labels: object }, i: number) => ({
            ...item,
            ...free,
            unpriced_requests: item.requests,
            labels: item.group.actor !== undefined && i < 2 ? { actor: 'Jo Twin' } : item.labels,
          }),
        ),
      },
    })
  })
  await goTo('/costs?by=actor')
  const people = page.getByRole('table', { name: 'Most expensive by person' })
  const others = people.getByRole('row', { name: /others/ })
  expect(await others.textContent()).toMatch(/0%/)
  expect(await others.textContent()).not.toMatch(/100%/)
  const all = page.getByRole('table', { name: 'Costs by person' })
  const twins = all.getByRole('row', { name: /Jo Twin/ })
  await twins.nth(1).waitFor()
  // Each of a name with what tells it from the other, and no price of a call that had none.
  expect(
    await twins.locator('code').evaluateAll((codes) => new Set(codes.map((c) => c.textContent)).size),
  ).toBe(2)
  expect(await twins.first().getByRole('cell').nth(5).textContent()).toBe('–')
  expect(await axeViolations()).toEqual([])
})

it('whoever is out because the session ended is told, and comes back to where they were', async () => {
  const { page, goTo, at, context, axeViolations } = await here.signedIn()
  await goTo('/activity?severity=critical')
  await at('Activity')
  await context.clearCookies()
  const told = page.getByText('Your session has ended').waitFor()
  // What the page was still fetching may find it out before the button does, and take the button away.
  await Promise.race([told, page.getByRole('button', { name: 'Refresh' }).click()])
  await told
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('E-mail').fill('owner@demo.test')
  await page.getByLabel('Password').fill('a demo password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await at('Activity')
  expect(new URL(page.url()).search).toBe('?severity=critical')
  await page.getByRole('button', { name: /Demo owner/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByText('Welcome back').waitFor()
})

it('what a page could not fetch is neither awaited for ever nor left blank', async () => {
  const { page, goTo } = await here.signedIn('owner@demo.test', { refusals: /status of (4|500)/ })
  const fail = (what: RegExp) =>
    page.route(what, (asked) =>
      asked.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"no"}' }),
    )
  await fail(/api\/v1\/(sql\/schema|costs\/reconciliation|dashboard\/(models|health))/)
  for (const path of ['/sql', '/vendors/reconciliation', '/models']) {
    await goTo(path)
    await page.getByText('This could not be loaded').waitFor()
    await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  }
})

it('a system with colours of its own still tells series and what is chosen apart', async () => {
  const { page, at } = await here.signedIn('owner@demo.test', {
    forcedColors: 'active',
    colorScheme: 'dark',
  })
  await at('Overview')
  const swatches = page.locator('.chart-swatch')
  await swatches.nth(1).waitFor()
  const colours = await swatches.evaluateAll((all) =>
    all.map((each) => getComputedStyle(each).backgroundColor),
  )
  expect(new Set(colours).size).toBe(colours.length)
  const drawn = await page.locator('.chart canvas').evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement
    const pixels =
      (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
    const strong = new Set<string>()
    for (let i = 0; i < pixels.length; i += 4) {
      const [r = 0, g = 0, b = 0, a = 0] = pixels.slice(i, i + 4)
      if (a === 255 && Math.max(r, g, b) - Math.min(r, g, b) > 60) strong.add(`rgb(${r}, ${g}, ${b})`)
    }
    return [...strong]
  })
  expect(colours.filter((colour) => drawn.includes(colour)).length).toBeGreaterThanOrEqual(2)
  const outline = (name: string) =>
    page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name, exact: true })
      .evaluate((link) => getComputedStyle(link).outlineStyle)
  expect([await outline('Overview'), await outline('Activity')]).toEqual(['solid', 'none'])
})

it('a page that gets no answer says so once, and one press of the button asks for all of it again', async () => {
  const { page, goTo } = await here.signedIn('owner@demo.test', { refusals: /status of (4|500)/ })
  const events = /api\/v1\/events(\/timeline)?\?/
  await page.route(events, (asked) =>
    asked.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"no"}' }),
  )
  await goTo('/activity')
  const fault = page.getByText('This could not be loaded')
  await fault.waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await page.waitForTimeout(300)
  expect(await fault.count()).toBe(1)
  await page.unroute(events)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.row-link').first().waitFor()
  await page
    .getByRole('region', { name: 'Events over time' })
    .getByText(/\d events/)
    .waitFor()
  expect(await fault.count()).toBe(0)
})

it('a figure of 17 characters stands on one line of a phone', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', { viewport: { width: 390, height: 844 } })
  await page.route(/api\/v1\/dashboard\/overview/, async (asked) => {
    const answer = await asked.fetch()
    await asked.fulfill({
      response: answer,
      json: { ...(await answer.json()), requests_7d: 1_234_567_890_123 },
    })
  })
  await goTo('/')
  await at('Overview')
  const figure = page.locator('.kpi-value', { hasText: '1,234,567,890,123' })
  await figure.waitFor()
  const [lines, overPx] = await figure.evaluate((value) => {
    const range = document.createRange()
    range.selectNodeContents(value)
    return [range.getClientRects().length, value.scrollWidth - value.clientWidth]
  })
  expect([lines, overPx]).toEqual([1, 0])
})

it('a command for the shell keeps its lines on a phone, scrolls within itself, and its button stays in sight', async () => {
  const { page, goTo, axeViolations } = await here.signedIn('owner@demo.test', {
    viewport: { width: 390, height: 844 },
  })
  await goTo('/activity?from=2020-01-01T00:00:00.000Z&to=2020-01-02T00:00:00.000Z')
  await page.getByRole('button', { name: 'Clear filters' }).waitFor()
  await page.route(/api\/v1\/events\?/, (asked) => asked.fulfill({ json: { items: [], next_cursor: null } }))
  await page.getByRole('button', { name: 'Clear filters' }).click()
  const command = page.locator('.copy-command')
  await command.waitFor()
  const [lines, drawn] = await command.locator('pre').evaluate((pre) => {
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(pre)
    const inner = pre.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom)
    return [pre.textContent?.split('\n').length, Math.round(inner / Number.parseFloat(lineHeight))]
  })
  expect(drawn).toBe(lines)
  const copy = command.getByRole('button', { name: 'Copy command' })
  const { x, width } = (await copy.boundingBox()) ?? { x: -1, width: 0 }
  expect([x > 0, x + width <= 390]).toEqual([true, true])
  await copy.focus()
  await page.keyboard.press('ArrowRight')
  await until(
    () => command.evaluate(({ scrollLeft }) => scrollLeft),
    (scrolledPx) => scrolledPx > 0,
  )
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  expect(await axeViolations()).toEqual([])
})

it.each([1200, 1280, 1440])(
  'a table of events cuts no time, cost or latency on a page of %i',
  async (width) => {
    const { page, goTo } = await here.signedIn('owner@demo.test', { viewport: { width, height: 800 } })
    await goTo('/activity')
    await page.locator('.row-link').first().waitFor()
    const cut = await page
      .locator('.virtual-table tbody td:not(.cell-cut)')
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent),
      )
    expect(cut).toEqual([])
  },
)
