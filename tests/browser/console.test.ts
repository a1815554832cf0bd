import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { pushSampleCalls } from './sample-calls.ts'
import { demoPassword, stage } from './stage.ts'

const here = stage()
let page: Page

beforeAll(() => pushSampleCalls(here.stack))
beforeEach(async () => {
  const visitor = await here.someone({ reducedMotion: 'no-preference', refusals: /status of 401/ })
  page = visitor.page
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name })

async function signIn(email = 'owner@demo.test'): Promise<void> {
  await page.goto(`${here.stack.url}/`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await heading('Overview').waitFor()
}

describe('an analyst', () => {
  it('is told plainly when the password is wrong, and lands where they wanted to go when it is right', async () => {
    await page.goto(`${here.stack.url}/violations?severity=critical`)
    await page.getByLabel('E-mail').fill('analyst@demo.test')
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    await page.getByLabel('Password').fill(demoPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await heading('Violations').waitFor()
    expect(new URL(page.url()).search).toBe('?severity=critical')
    await page.locator('table').getByText('Social Security Number').first().waitFor()
  })

  it('sees on the overview what the API says, and new violations without a reload', async () => {
    await signIn('analyst@demo.test')
    const overview = await here.stack.call('GET', '/api/v1/dashboard/overview')
    const calls = Number(overview.body.requests_7d).toLocaleString('en-US')
    await page.getByText(calls, { exact: true }).first().waitFor()
    await page.locator('canvas').first().waitFor()
    await here.stack.ingest([
      { model_name: 'gpt-5-mini', prompt: 'Card 4556 7375 8689 9855', actor_email: 'new@example.org' },
    ])
    // The overview is asked anew every 30 s.
    await page.getByText('Credit Card Number').first().waitFor({ timeout: 120_000 })
  })

  it('sees the most severe violations of the day first on the overview, however many lesser ones came after', async () => {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
    await here.stack.ingest([
      { id: 'older', model_name: 'm', prompt: 'Card 4556 7375 8689 9855', timestamp: hoursAgo(30) },
      { id: 'grave', model_name: 'm', prompt: 'Card 4556 7375 8689 9855', timestamp: hoursAgo(20) },
      ...Array.from({ length: 12 }, (_, index) => ({
        id: `lesser-${index}`,
        model_name: 'm',
        prompt: 'Write to jane@example.org',
        timestamp: hoursAgo(3),
      })),
    ])
    await until(
      () => here.stack.call('GET', '/api/v1/events/lesser-11'),
      ({ status }) => status === 200,
    )
    await signIn('analyst@demo.test')
    const rows = page.getByRole('table', { name: 'Most severe violations' }).locator('tbody tr')
    await rows.locator('.row-link').first().waitFor()
    const links = await rows
      .locator('.row-link')
      .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).search))
    expect(links).toHaveLength(8)
    expect(links).toContain('?event=grave')
    expect(links).not.toContain('?event=older')
    const words = await rows.locator('.violation .badge').allTextContents()
    const order = ['Critical', 'High', 'Medium', 'Low']
    expect(words).toEqual(words.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
    expect(new Set(words).size).toBeGreaterThan(1)
  })

  it('filters the activity by the address and the address by the filters, and opens one event', async () => {
    await signIn('analyst@demo.test')
    await page.getByRole('link', { name: 'Activity' }).first().click()
    await heading('Activity').waitFor()
    await page.getByRole('button', { name: /^Vendor/ }).click()
    await page.getByRole('option', { name: /Anthropic/ }).click()
    await page.waitForURL(/vendor_id=anthropic/)
    await page.getByText('claude-sonnet-4-6').first().waitFor()
    await until(
      () => page.getByText('gpt-5-mini', { exact: true }).count(),
      (count) => count === 0,
    )
    await page.reload()
    await heading('Activity').waitFor()
    await page.getByRole('button', { name: 'Vendor Anthropic' }).waitFor()

    await page.goto(`${here.stack.url}/violations`)
    await page.locator('tr', { hasText: 'Social Security Number' }).getByRole('link').first().click()
    const detail = page.getByRole('dialog')
    await detail.waitFor()
    await detail.getByText('[REDACTED]').first().waitFor()
    expect(await detail.textContent()).not.toContain('536-90-4399')
    expect(page.url()).toContain('leak')
    await page.keyboard.press('Escape')
    await detail.waitFor({ state: 'hidden' })
  })

  it('watches events arrive live, pauses and clears', async () => {
    await signIn('analyst@demo.test')
    await page.getByRole('link', { name: 'Live' }).first().click()
    await heading('Live').waitFor()
    await page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor()
    await here.stack.ingest([{ model_name: 'live-model-1', prompt: 'hello' }])
    await page.getByText('live-model-1').first().waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await here.stack.ingest([{ model_name: 'live-model-2', prompt: 'hello' }])
    await page.waitForTimeout(800)
    expect(await page.getByText('live-model-2').count()).toBe(0)
    await page.getByRole('button', { name: /^Continue/ }).click()
    await page.getByText('live-model-2').first().waitFor()
    await page.getByRole('button', { name: 'Clear' }).click()
    await page.getByText('live-model-2').first().waitFor({ state: 'detached' })
  })

  it('is taken to the heading of the next page, unless they did something else while it loaded', async () => {
    await signIn('analyst@demo.test')
    const focused = () => page.evaluate<string>('document.activeElement.textContent')
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    await until(focused, (text) => text === 'Live')
    let letThrough = (): void => {}
    const clicked = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await page.route(/events-page.*\.js/, async (asked) => {
      await clicked
      await asked.continue()
    })
    await page.getByRole('link', { name: 'Violations', exact: true }).click()
    await page.getByRole('button', { name: /Account/ }).click()
    letThrough()
    await heading('Violations').waitFor()
    await page.getByRole('menuitem', { name: 'Your account' }).click()
    await heading('Your account').waitFor()
  })

  it('may look at vendors and their credentials but not start a sync', async () => {
    await signIn('analyst@demo.test')
    await page.getByRole('link', { name: 'Vendors' }).first().click()
    await heading('Vendors').waitFor()
    await page.getByRole('link', { name: 'Credentials' }).click()
    await page.getByRole('link', { name: /OpenAI \(sandbox\)/ }).click()
    await page.getByRole('dialog').getByText('Fingerprint').waitFor()
    expect(await page.getByRole('button', { name: 'Sync now' }).count()).toBe(0)
  })
})

describe('an owner', () => {
  it('signs out, and the back button shows nothing any more', async () => {
    await signIn()
    await page.getByRole('button', { name: /Demo owner/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await heading('Sign in').waitFor()
    await page.goto(`${here.stack.url}/activity`)
    await heading('Sign in').waitFor()
  })
})

describe('every page', () => {
  it('comes with a policy that allows no inline script or style, and with no third party', async () => {
    const response = await page.goto(`${here.stack.url}/sign-in`)
    const policy = response?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/)
    expect(policy).toContain("style-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(response?.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
  })
})
