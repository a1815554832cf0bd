import { expect, it } from 'vitest'
import { totp } from '../support/authenticator.ts'
import type { Person } from './person.ts'
import { demoPassword, stage } from './stage.ts'

const { someone, signedIn } = stage()

/** A code of this step or the next is good for half a minute at least, however slow the machine. */
const stepMs = 30_000

/** Asks for another page, unless the page that is open has asked for something itself and been told already. */
async function meetsSignIn({ page, at }: Person): Promise<void> {
  const activity = page.getByRole('link', { name: 'Activity' }).first()
  await activity.click({ timeout: 5_000 }).catch(() => undefined)
  await at('Sign in')
}

it('a second factor is enrolled, asked for at sign-in, and replaced by a recovery code when it is lost', async () => {
  const { page, at, signIn, goTo, axeViolations } = await signedIn('analyst@demo.test')
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
  await dialog.getByLabel('Six-digit code').fill(totp(secret, Date.now()))
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
  await page.getByLabel('Six-digit code').fill(totp(secret, Date.now() + stepMs))
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
  const here = await signedIn('owner@demo.test')
  const elsewhere = await signedIn('owner@demo.test')

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

  await meetsSignIn(elsewhere)
  await here.page.reload()
  await here.at('Your account')
})

it('changing the password ends every other session, and a wrong present password changes nothing', async () => {
  const here = await signedIn('viewer@demo.test')
  const elsewhere = await signedIn('viewer@demo.test')
  await here.goTo('/account')
  const section = here.page.getByRole('region', { name: 'Password' })
  await section.getByLabel('Present password').fill('not the password')
  await section.getByLabel('New password').fill('violin harbour 7 moss')
  await section.getByRole('button', { name: 'Change password' }).click()
  await section.locator('.form-error, .field-error').first().waitFor()
  await section.getByLabel('Present password').fill(demoPassword)
  await section.getByRole('button', { name: 'Change password' }).click()
  await here.page.getByText('Your password is changed.').waitFor()
  await meetsSignIn(elsewhere)
})
