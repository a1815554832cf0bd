import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../scripts/browser.ts'
import { type TestStack, testStack } from '../support/stack.ts'
import { newestMail, passwordIn, tokenIn } from '../support/visitor.ts'
import { type Person, person } from './person.ts'

const demoPassword = 'a demo password'
const ownPassword = 'violin harbour 7 moss'

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

it('someone registers an organization, proves the address, and makes a first API key that pushes an event', async () => {
  const { page, at, goTo, axeViolations } = await someone()
  await goTo('/sign-in')
  await page.getByRole('link', { name: 'Create an organization' }).click()
  await at('Create an organization')
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('Organization').fill('Orchard Works')
  await page.getByLabel('Your name').fill('Ann Owner')
  await page.getByLabel('E-mail').fill('ann@orchard.example')
  await page.getByLabel('Password').fill('too short')
  await page.getByRole('button', { name: 'Create organization' }).click()
  await page.locator('.field-error').getByText('3 to go').waitFor()
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('Password').fill(ownPassword)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await at('Overview')

  await page.getByText('Confirm ann@orchard.example').waitFor()
  expect(await axeViolations()).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  await page.getByRole('button', { name: 'More' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBe(0)
  await page.getByRole('button', { name: 'More' }).click()
  expect(await axeViolations()).toEqual([])
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1440, height: 900 })
  const mail = await newestMail(stack, 'ann@orchard.example', /confirm|address/i)
  await goTo('/dev/outbox')
  await at('Development outbox')
  expect(await axeViolations()).toEqual([])
  await page.getByRole('link', { name: tokenIn(mail) }).click()
  await at('Address confirmed')
  expect(page.url()).not.toContain('token')
  expect(await axeViolations()).toEqual([])
  await page.getByRole('link', { name: 'Go to the console' }).click()
  await at('Overview')
  await page.getByText('Confirm ann@orchard.example').waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: 'API keys' }).click()
  await at('API keys')
  await page.getByText('No API key yet').waitFor()
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByLabel('Name').fill('First key')
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Create key' }).click()
  const secret = (await page.locator('.shown-once pre').textContent()) ?? ''
  expect(secret).toMatch(/^afk_[\w-]+_[\w-]+$/)
  expect(await axeViolations()).toEqual([])
  const events = [{ vendor_id: 'openai', model: 'gpt-5-mini', prompt: 'Hello', response: 'Hi' }]
  const pushed = await stack.call('POST', '/api/v1/ingest/llm', { body: { events }, key: secret })
  expect([pushed.status, pushed.body.ingested]).toEqual([200, 1])
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await page.getByText('First key').first().waitFor()
  expect(await page.content()).not.toContain(secret)
})

it('someone invited comes in with the temporary password, must replace it, and is a member then', async () => {
  const owner = await someone()
  await owner.signIn('owner@demo.test', demoPassword)
  await owner.at('Overview')
  await owner.page.getByRole('link', { name: 'Team' }).click()
  await owner.at('Members')
  await owner.page.getByRole('button', { name: 'Invite' }).click()
  await owner.page.getByLabel('E-mail').fill('bea@invited.example')
  await owner.page.getByLabel('Name').fill('Bea')
  await owner.page.getByRole('combobox', { name: 'Role' }).selectOption('analyst')
  expect(await owner.axeViolations()).toEqual([])
  await owner.page.getByRole('button', { name: 'Send invitation' }).click()
  await owner.page
    .getByRole('row', { name: /bea@invited\.example.*Analyst.*Pending/ })
    .first()
    .waitFor()

  const temporary = passwordIn(await newestMail(stack, 'bea@invited.example', /invited/i))
  const bea = await someone()
  await bea.goTo('/violations')
  await bea.page.getByLabel('E-mail').fill('bea@invited.example')
  await bea.page.getByLabel('Password').fill(temporary)
  await bea.page.getByRole('button', { name: 'Sign in' }).click()
  await bea.at('Choose your password')
  expect(await bea.axeViolations()).toEqual([])
  await bea.goTo('/activity')
  await bea.at('Choose your password')
  await bea.page.getByLabel('Temporary password').fill(temporary)
  await bea.page.getByLabel('New password').fill(temporary)
  await bea.page.getByRole('button', { name: 'Save and go on' }).click()
  await bea.page.getByText('Choose another than the temporary one.').waitFor()
  await bea.page.getByLabel('New password').fill(ownPassword)
  await bea.page.getByRole('button', { name: 'Save and go on' }).click()
  await bea.at('Activity')

  const again = await someone()
  await again.signIn('bea@invited.example', temporary)
  await again.page.getByText('The e-mail address or the password is wrong.').waitFor()
})

it('a lost password is replaced by a mailed link, which works once, and nobody learns who has an account', async () => {
  const { page, at, goTo, axeViolations, signIn } = await someone()
  const ask = async (email: string) => {
    await goTo('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await at('Forgot your password?')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    return (await page.getByText('If there is an account for').textContent())?.replace(email, '…')
  }
  expect(await ask('nobody@demo.test')).toBe(await ask('viewer@demo.test'))
  expect(await axeViolations()).toEqual([])
  const token = tokenIn(await newestMail(stack, 'viewer@demo.test', /password/i))
  const replace = async (password: string) => {
    await goTo('/sign-in')
    await goTo(`/reset-password#token=${token}`)
    await at('Choose a new password')
    await page.getByLabel('New password').fill(password)
    await page.getByRole('button', { name: 'Change the password' }).click()
  }
  await replace(ownPassword)
  await at('Password changed')
  expect(await axeViolations()).toEqual([])
  await replace('another harbour 8 moss')
  await page.locator('.form-error').waitFor()
  await signIn('viewer@demo.test', ownPassword)
  await at('Overview')
})

it('someone with an account joins a second organization by a mailed link, and goes back and forth', async () => {
  const host = await someone()
  await host.goTo('/register')
  await host.page.getByLabel('Organization').fill('Second Works')
  await host.page.getByLabel('Your name').fill('Cora')
  await host.page.getByLabel('E-mail').fill('cora@second.example')
  await host.page.getByLabel('Password').fill(ownPassword)
  await host.page.getByRole('button', { name: 'Create organization' }).click()
  await host.at('Overview')
  await host.goTo('/team')
  await host.page.getByRole('button', { name: 'Invite' }).click()
  await host.page.getByLabel('E-mail').fill('analyst@demo.test')
  await host.page.getByRole('button', { name: 'Send invitation' }).click()
  await host.page.locator('.form-error').waitFor()
  const proof = tokenIn(await newestMail(stack, 'cora@second.example', /confirm|address/i))
  await host.goTo('/dev/outbox')
  await host.goTo(`/verify-email#token=${proof}`)
  await host.at('Address confirmed')
  await host.goTo('/team')
  await host.page.getByRole('button', { name: 'Invite' }).click()
  await host.page.getByLabel('E-mail').fill('analyst@demo.test')
  await host.page.getByRole('button', { name: 'Send invitation' }).click()
  await host.page.getByText('analyst@demo.test is invited.').waitFor()

  const token = tokenIn(await newestMail(stack, 'analyst@demo.test', /invited/i))
  const { page, at, goTo, axeViolations } = await someone()
  await goTo(`/invitation#token=${token}`)
  await at('Invitation')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByLabel('E-mail').fill('analyst@demo.test')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await at('Invitation')
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  const organizations = page.getByRole('button', { name: 'Switch organization' })
  await organizations.filter({ hasText: 'Second Works' }).waitFor()
  await organizations.click()
  expect(await axeViolations()).toEqual([])
  await page.getByRole('menuitemradio', { name: 'Northwind Health' }).click()
  await organizations.filter({ hasText: 'Northwind Health' }).waitFor()
  await goTo(`/invitation#token=${token}`)
  await page.getByRole('button', { name: 'Accept the invitation' }).click()
  await page.locator('.form-error').waitFor()
})

it('sign-in is locked after five failures, and says for how long', async () => {
  const { page, signIn } = await someone()
  for (let tries = 0; tries < 5; tries += 1) {
    await signIn('locked@demo.test', `guess number ${tries}`)
    await page.locator('.form-error').waitFor()
  }
  await signIn('locked@demo.test', 'guess number 6')
  await page.getByText(/Sign-in is locked; try again in \d+ m/).waitFor()
})
