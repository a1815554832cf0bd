import { beforeAll, expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import type { Person } from './person.ts'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: ['openai'] })

beforeAll(() => pushSampleCalls(here.stack))

/** What opens over a page: where it is, and the button that opens it, or the first row. */
const overPages: readonly (readonly [string, string | null])[] = [
  ['/activity', null],
  ['/activity', 'Views'],
  ['/activity', 'Export'],
  ['/vendors', null],
  ['/vendors/catalogue', null],
  ['/vendors/catalogue', 'Add a vendor of your own'],
  ['/vendors/credentials', null],
  ['/vendors/credentials', 'Connect a vendor'],
  ['/vendors/prices', 'New price'],
  ['/models', null],
  ['/sql', 'Save'],
  ['/detectors', null],
  ['/detection/exceptions', 'New exception'],
  ['/detection/custom', 'New detector'],
  ['/audit', null],
  ['/team', null],
  ['/team', 'Invite'],
  ['/team/roles', null],
  ['/team/roles', 'New role'],
  ['/team/grants', 'New grant'],
  ['/workspaces', 'New workspace'],
  ['/api-keys', 'New API key'],
  ['/encryption', 'New data keys'],
  ['/organization', 'Delete organization'],
  ['/account', 'Turn on'],
]

/** Opens it by keyboard, looks at it, closes it by keyboard. Gives what is wrong with it. */
async function visit({ page, axeViolations }: Person, button: string | null): Promise<string[]> {
  const opener =
    button === null ? page.locator('.row-link').first() : page.getByRole('button', { name: button }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  await page.locator('dialog[open], .menu-panel, .popover-panel').first().waitFor()
  await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
  const focus = () =>
    page.evaluate<string>('document.activeElement === document.body ? "nothing" : "something"')
  const wrong = await axeViolations()
  if ((await focus()) === 'nothing') wrong.push('nothing has the focus while it is open')
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' })
  await until(
    () => opener.evaluate((element) => element === document.activeElement),
    (isBack) => isBack,
  ).catch(async () => wrong.push(`the focus is not back where it was: ${await focus()}`))
  return wrong
}

it.each([
  ['light', 'at the desk', { width: 1440, height: 900 }],
  ['dark', 'on a phone', { width: 390, height: 844 }],
] as const)(
  'whatever opens over a page passes axe in the %s theme %s, and gives the focus back',
  async (colorScheme, _, viewport) => {
    const one = await here.signedIn('owner@demo.test', { colorScheme, viewport })
    await one.at('Overview')
    const found: string[] = []
    for (const [path, button] of overPages) {
      await one.goTo(path)
      await one.page.getByRole('heading', { level: 1 }).first().waitFor()
      await one.page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: 'detached' })
      const wrong = await visit(one, button)
      found.push(...wrong.map((what) => `${path}, ${button ?? 'the first row'}: ${what}`))
    }
    expect(found).toEqual([])
  },
  240_000,
)
