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
  ['light', 'at the desk', desk],
  ['dark', 'on a phone', phone],
] as const)(
  'passes axe in the %s theme %s, fits the screen, and has a title of its own',
  async (colorScheme, _, viewport) => {
    const visitor = await here.someone({ colorScheme, viewport })
    const found: [string, string[]][] = []
    const titles = new Set<string>()
    const look = async (path: string) => {
      await visitor.goTo('/favicon.svg')
      await visitor.goTo(path)
      await visitor.page.getByRole('heading', { level: 1 }).first().waitFor()
      await visitor.page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
      await visitor.page.waitForTimeout(150)
      const overflow = await visitor.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
      const wrong = await visitor.axeViolations()
      found.push([path, overflow === 0 ? wrong : [`${overflow} px too wide`, ...wrong]])
      titles.add(await visitor.page.title())
    }
    for (const path of entrancePaths) await look(path)
    await visitor.signIn('owner@demo.test', demoPassword)
    await visitor.at('Overview')
    for (const path of memberPaths) await look(path)
    expect(found.filter(([, wrong]) => wrong.length > 0)).toEqual([])
    expect(titles.size).toBe(entrancePaths.length + memberPaths.length)
  },
  300_000,
)
