import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { totp } from '../support/authenticator.ts'
import { type TestStack, testStack } from '../support/stack.ts'
import { type Person, person } from './person.ts'

const demoPassword = 'a demo password'
const stepMs = 30_000

let stack: TestStack
let browser: Browser
let here: Person[] = []

beforeAll(async () => {
  stack = await testStack({ demoPassword })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await stack.end()
})
afterEach(async () => {
  const left = here
  here = []
  for (const one of left) await one.leave()
  expect(left.flatMap(({ complaints }) => complaints)).toEqual([])
})

async function someone(): Promise<Person> {
  const one = await person(browser, stack.url)
  here.push(one)
  return one
}

it('a second factor is enrolled, asked for at sign-in, and replaced by a recovery code when it is lost', async () => {
  const { page, at, signIn, goTo, axeViolations } = await someone()
  await signIn('analyst@demo.test', demoPassword)
  await at('Overview')
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Your account' }).click()
  await at('Your account')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('img', { name: 'Code to scan with an authenticator' }).waitFor()
  const secret = ((await page.locator('.copy-block pre').textContent()) ?? '').replaceAll(' ', '')
  expect(await axeViolations()).toEqual([])
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Six-digit code').fill('000 000')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.locator('.form-error').waitFor()
  await dialog.getByLabel('Six-digit code').fill(totp(secret, Date.now() - stepMs))
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await page.getByText('Copy the recovery codes now').waitFor()
  const codes = ((await page.locator('.shown-once pre').textContent()) ?? '').split('\n')
  expect(codes).toHaveLength(10)
  expect(await axeViolations()).toEqual([])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await download).suggestedFilename()).toBe('aegisflow-recovery-codes.txt')
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('button', { name: 'New recovery codes' }).waitFor()

  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await at('Sign in')
  await signIn('analyst@demo.test', demoPassword)
  await at('Second factor')
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('Six-digit code').fill('123456')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('That code is not right, or it was used already.').waitFor()
  await page.getByLabel('Six-digit code').fill(totp(secret, Date.now()))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await at('Overview')

  const other = await someone()
  await other.signIn('analyst@demo.test', demoPassword)
  await other.at('Second factor')
  await other.page.getByRole('button', { name: 'Use a recovery code' }).click()
  await other.page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await other.page.getByRole('button', { name: 'Sign in' }).click()
  await other.at('Overview')
  await goTo('/account')
})

it('a session that is ended elsewhere is over at its next request', async () => {
  const here = await someone()
  await here.signIn('owner@demo.test', demoPassword)
  await here.at('Overview')
  const elsewhere = await someone()
  await elsewhere.signIn('owner@demo.test', demoPassword)
  await elsewhere.at('Overview')

  await here.goTo('/account')
  const sessions = here.page.getByRole('region', { name: 'Sessions' })
  await sessions.getByText('This one').waitFor()
  expect(await here.axeViolations()).toEqual([])
  await sessions
    .getByRole('button', { name: 'End', exact: false })
    .filter({ hasText: 'the session' })
    .first()
    .click()
  await here.page
    .getByText(/has ended/)
    .first()
    .waitFor()

  await elsewhere.page.getByRole('link', { name: 'Activity' }).first().click()
  await elsewhere.at('Sign in')
  await here.page.reload()
  await here.at('Your account')
})

it('changing the password ends every other session, and a wrong present password changes nothing', async () => {
  const here = await someone()
  await here.signIn('viewer@demo.test', demoPassword)
  await here.at('Overview')
  const elsewhere = await someone()
  await elsewhere.signIn('viewer@demo.test', demoPassword)
  await elsewhere.at('Overview')
  await here.goTo('/account')
  const section = here.page.getByRole('region', { name: 'Password' })
  await section.getByLabel('Present password').fill('not the password')
  await section.getByLabel('New password').fill('violin harbour 7 moss')
  await section.getByRole('button', { name: 'Change password' }).click()
  await section.locator('.form-error, .field-error').first().waitFor()
  await section.getByLabel('Present password').fill(demoPassword)
  await section.getByRole('button', { name: 'Change password' }).click()
  await here.page.getByText('Your password is changed.').waitFor()
  await elsewhere.page.getByRole('link', { name: 'Activity' }).first().click()
  await elsewhere.at('Sign in')
})
