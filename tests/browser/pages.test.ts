import { beforeAll, expect, it } from 'vitest'
import { pushSampleCalls } from './sample-calls.ts'
import { demoPassword, stage } from './stage.ts'

const here = stage()

beforeAll(() => pushSampleCalls(here.stack))

const entrancePaths = [
  '/sign-in',
  '/register',
  '/forgot-password',
  '/reset-password#token=0123456789abcdef0123',
  '/verify-email#token=0123456789abcdef0123',
  '/invitation#token=0123456789abcdef0123',
  '/dev/outbox',
]
const memberPaths = [
  '/',
  '/activity',
  '/violations',
  '/live',
  '/vendors',
  '/vendors/catalogue',
  '/import',
  '/vendors/credentials',
  '/vendors/collection',
  '/vendors/reconciliation',
  '/vendors/prices',
  '/costs',
  '/models',
  '/sql',
  '/evidence',
  '/detection/rescan',
  '/encryption',
  '/detection',
  '/detection/coverage',
  '/detectors',
  '/detection/exceptions',
  '/detection/custom',
  '/playground',
  '/audit',
  '/audit/verify',
  '/audit/checkpoints',
  '/audit/vendors',
  '/team',
  '/team/roles',
  '/team/grants',
  '/team/permissions',
  '/workspaces',
  '/api-keys',
  '/organization',
  '/account',
  '/nowhere',
  '/docs',
]
const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

it.each([
  ['at the desk', desk],
  ['on a phone', phone],
])(
  'passes axe %s in both themes, fits the screen, and has a title of its own',
  async (_, viewport) => {
    const visitor = await here.someone({ viewport })
    const { page } = visitor
    const found: [string, string[]][] = []
    const titles = new Set<string>()
    const look = async (path: string) => {
      await visitor.goTo('/favicon.svg')
      await visitor.goTo(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
      await page.waitForTimeout(150)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
      const wrong = await visitor.axeViolations()
      found.push([path, overflow === 0 ? wrong : [`${overflow} px too wide`, ...wrong]])
      // The other theme has the same page in other colours.
      await page.emulateMedia({ colorScheme: 'dark' })
      found.push([`${path} in the dark`, await visitor.axeViolations('colours')])
      await page.emulateMedia({ colorScheme: 'light' })
      titles.add(await page.title())
    }
    for (const path of entrancePaths) await look(path)
    await page.route('**/auth/setup', async (asked) => {
      const answer = await asked.fetch()
      await asked.fulfill({ response: answer, json: { ...(await answer.json()), needed: true } })
    })
    await look('/setup#token=0123456789abcdef0123')
    await page.getByLabel('Organization').waitFor()
    await page.unroute('**/auth/setup')
    await visitor.signIn('owner@demo.test', demoPassword)
    await visitor.at('Overview')
    for (const path of memberPaths) await look(path)
    await page.route('**/auth/me', async (asked) => {
      const answer = await asked.fetch()
      const { user } = await answer.json()
      await asked.fulfill({ response: answer, json: { user: { ...user, must_change_password: true } } })
    })
    await look('/first-password')
    await page.getByLabel('Temporary password').waitFor()
    expect(found.filter(([, wrong]) => wrong.length > 0)).toEqual([])
    expect(titles.size).toBe(entrancePaths.length + memberPaths.length + 2)
  },
  300_000,
)
