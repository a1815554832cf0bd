import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'docs/images' },
    all: { type: 'boolean', default: false },
    /** Names of pages, with commas between: these alone. */
    only: { type: 'string', default: '' },
    /** The whole length of each page, not its first screen. */
    full: { type: 'boolean', default: false },
    theme: { type: 'string', default: '' },
    size: { type: 'string', default: '' },
  },
})

type Demo = { url: string; password: string }
const dataDir = resolve(process.env.AEGISFLOW_DATA_DIR ?? '.data')
const demo = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as Demo

const entrancePages = {
  'sign-in': '/sign-in',
  register: '/register',
  'forgot-password': '/forgot-password',
  'reset-password': '/reset-password#token=0123456789abcdef0123',
  'verify-email': '/verify-email#token=0123456789abcdef0123',
  invitation: '/invitation#token=0123456789abcdef0123',
  outbox: '/dev/outbox',
}
const pages = {
  overview: '/',
  activity: '/activity',
  violations: '/violations',
  live: '/live',
  costs: '/costs',
  findings: '/detection',
  coverage: '/detection/coverage',
  rescan: '/detection/rescan',
  sql: '/sql',
  evidence: '/evidence',
  catalogue: '/detectors',
  exceptions: '/detection/exceptions',
  'own-detectors': '/detection/custom',
  playground: '/playground',
  vendors: '/vendors',
  'vendor-catalogue': '/vendors/catalogue',
  'vendor-connect': '/vendors/credentials?new=1&vendor=anthropic',
  credentials: '/vendors/credentials',
  collection: '/vendors/collection',
  reconciliation: '/vendors/reconciliation',
  prices: '/vendors/prices',
  'model-health': '/models',
  'vendor-audit': '/audit/vendors',
  import: '/import',
  encryption: '/encryption',
  audit: '/audit',
  'audit-verify': '/audit/verify',
  'audit-checkpoints': '/audit/checkpoints',
  members: '/team',
  roles: '/team/roles',
  grants: '/team/grants',
  permissions: '/team/permissions',
  workspaces: '/workspaces',
  'api-keys': '/api-keys',
  organization: '/organization',
  account: '/account',
}
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const themes = ['light', 'dark'] as const
const settleMs = 2_500

mkdirSync(values.out, { recursive: true })
const browser = await launchBrowser()
try {
  for (const theme of values.all ? themes.filter(isWanted(values.theme)) : (['light'] as const)) {
    for (const [size, viewport] of Object.entries(values.all ? sizes : { desk: sizes.desk })) {
      if (!isWanted(values.size)(size)) continue
      const context = await browser.newContext({ viewport, colorScheme: theme, deviceScaleFactor: 1 })
      const page = await context.newPage()
      for (const [name, path] of Object.entries(values.all ? entrancePages : {})) {
        if (isWanted(values.only)(name)) await shoot(page, `${demo.url}${path}`, `${name}-${theme}-${size}`)
      }
      await signIn(page)
      for (const [name, path] of Object.entries(values.all ? pages : { overview: pages.overview })) {
        if (!isWanted(values.only)(name)) continue
        await shoot(page, `${demo.url}${path}`, values.all ? `${name}-${theme}-${size}` : name)
      }
      await context.close()
    }
  }
} finally {
  await browser.close()
}

/** Nothing named: all of them. */
function isWanted(names: string): (name: string) => boolean {
  const list = names.split(',').filter((name) => name !== '')
  return (name) => list.length === 0 || list.includes(name)
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${demo.url}/sign-in`)
  await page.getByLabel('E-mail').fill('owner@demo.test')
  await page.getByLabel('Password').fill(demo.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
}

async function shoot(page: Page, url: string, name: string): Promise<void> {
  // A blank page between two, so that a changed fragment alone is a new visit as well.
  await page.goto('about:blank')
  await page.goto(url)
  await page.waitForTimeout(settleMs)
  await page.screenshot({ path: join(values.out, `${name}.png`), fullPage: values.full })
  const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  console.log(`${values.out}/${name}.png${overflowPx > 0 ? ` is ${overflowPx} px too wide` : ''}`)
}
