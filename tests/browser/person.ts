import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Half-way from one colour to the next nothing has the contrast that it is going to have. */
const untilStill = `Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished.catch(() => undefined)))`
const axeRules = {
  everything: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}
type Found = { violations: { id: string; nodes: { html: string }[] }[] }

/** Somebody in front of the console, with a browser profile of their own. */
export type Person = {
  page: Page
  context: BrowserContext
  /** What the browser complained about: script errors, refused resources, policy violations. */
  complaints: string[]
  goTo(path: string): Promise<void>
  /** Waits until the page with this heading is on show. */
  at(heading: string): Promise<void>
  signIn(email: string, password: string): Promise<void>
  /** What axe finds wrong with what is on show, or with its colours. Shape: the rule, the first element that breaks it. */
  axeViolations(of?: 'everything' | 'colours'): Promise<string[]>
  leave(): Promise<void>
}

/** `refusals`: which answers of the server are no complaint, as the browser names them. */
export type Profile = BrowserContextOptions & { refusals?: RegExp }

export async function person(
  browser: Browser,
  url: string,
  { refusals = /status of 4\d\d/, ...options }: Profile = {},
): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusals.test(message.text())) complaints.push(message.text())
  })
  return {
    page,
    context,
    complaints,
    async goTo(path) {
      await page.goto(`${url}${path}`)
    },
    async at(heading) {
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
    },
    async signIn(email, password) {
      await page.goto(`${url}/sign-in`)
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
    async axeViolations(of = 'everything') {
      const client = await context.newCDPSession(page)
      // Through the debugger, since the page's own policy lets no foreign script in.
      await client.send('Runtime.evaluate', { expression: axe })
      const { result } = await client.send('Runtime.evaluate', {
        expression: `${untilStill}.then(() => axe.run(document, { runOnly: ${JSON.stringify(axeRules[of])}, resultTypes: ['violations'] })).then((r) => JSON.stringify(r))`,
        awaitPromise: true,
        returnByValue: true,
      })
      await client.detach()
      const { violations } = JSON.parse(String(result.value)) as Found
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    },
    leave: () => context.close(),
  }
}
