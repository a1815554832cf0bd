import { expect, it } from 'vitest'
import { people } from '../support/people.ts'
import { stage } from './stage.ts'

const here = stage()
const { signedIn } = here

it('a role is changed, and what it lets one do is there at the next visit', async () => {
  const viewer = await signedIn('viewer@demo.test')
  expect(await viewer.page.getByRole('link', { name: 'Team' }).count()).toBe(0)
  await viewer.goTo('/team')
  await viewer.page.getByText('You may not see this page').waitFor()
  expect(await viewer.axeViolations()).toEqual([])

  const owner = await signedIn('owner@demo.test')
  await owner.goTo('/team')
  await owner.page.getByRole('link', { name: /Demo viewer/ }).click()
  const drawer = owner.page.getByRole('dialog')
  await drawer.getByRole('combobox', { name: 'Role' }).selectOption('admin')
  expect(await owner.axeViolations()).toEqual([])
  await drawer.getByRole('button', { name: 'Change the role' }).click()
  await owner.page.getByText(/is Admin now/).waitFor()

  await viewer.goTo('/team')
  await viewer.at('Members')
  await viewer.page.getByRole('button', { name: 'Invite' }).waitFor()
})

it('a privileged grant holds once another person has approved it, and neither who asked nor who gets it can', async () => {
  const owner = await signedIn('owner@demo.test')
  await owner.goTo('/team/grants')
  await owner.page.getByRole('button', { name: 'New grant' }).click()
  const { page } = owner
  await page.getByLabel('Member').selectOption({ label: 'Demo analyst (analyst@demo.test)' })
  await page.getByLabel('Permission', { exact: true }).selectOption('audit:export')
  await page.getByText('it waits until another person approves it', { exact: false }).waitFor()
  await page.getByLabel('Why').fill('Quarterly review')
  expect(await owner.axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Request approval' }).click()
  await page.getByRole('link', { name: 'analyst@demo.test' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText(/This could not be decided/).waitFor()
  expect(await owner.axeViolations()).toEqual([])

  const analyst = await signedIn('analyst@demo.test')
  await analyst.goTo('/audit')
  await analyst.at('Audit log')
  expect(await analyst.page.getByRole('button', { name: 'Export JSON' }).count()).toBe(0)

  const admin = await signedIn('viewer@demo.test')
  await admin.goTo('/team/grants?status=requested')
  await admin.page.getByRole('link', { name: 'analyst@demo.test' }).click()
  await admin.page.getByText('Quarterly review').waitFor()
  await admin.page.getByRole('button', { name: 'Approve' }).click()
  await admin.page.getByText('The grant holds now.').waitFor()

  await analyst.goTo('/audit')
  await analyst.page.getByRole('button', { name: 'Export JSON' }).waitFor()
})

it('a role of one’s own is made of permissions and looked up in the table of routes', async () => {
  const { page, goTo, at, axeViolations } = await signedIn('owner@demo.test')
  await goTo('/team/roles')
  await page.getByRole('button', { name: 'New role' }).click()
  await page.getByLabel('Name').fill('Key keeper')
  await page.getByRole('button', { name: 'Create role' }).click()
  await page.getByText('Choose at least one permission.').waitFor()
  await page.getByLabel(/api_keys:read/).check()
  await page.getByLabel(/api_keys:write/).check()
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Create role' }).click()
  await page.getByRole('row', { name: /Key keeper.*Custom/ }).waitFor()

  await page.getByRole('link', { name: 'Permission table' }).click()
  await at('Permission table')
  await page.getByRole('searchbox').fill('POST /api-keys')
  await page.getByRole('combobox', { name: 'Open to' }).selectOption({ label: 'Key keeper' })
  await page
    .getByRole('status')
    .filter({ hasText: /^2 of / })
    .waitFor()
  expect(await axeViolations()).toEqual([])
})

it('an auditor comes to the audit log, and sees no page that the role does not open', async () => {
  await people(here.stack, { Avery: 'auditor' })
  const { page, at, axeViolations } = await signedIn('avery@people.test')
  await at('Audit log')
  const main = page.getByRole('navigation', { name: 'Main' })
  expect(await main.getByRole('listitem').allTextContents()).toEqual(['Audit', 'Encryption', 'Evidence'])
  expect(await axeViolations()).toEqual([])
})

it('an API key is rotated with the old secret working on, changed, and refused once it is revoked', async () => {
  const { page, goTo, axeViolations } = await signedIn('owner@demo.test')
  await goTo('/api-keys')
  await page.getByRole('button', { name: 'New API key' }).click()
  await page.getByLabel('Name').fill('Importer')
  await page.getByLabel(/events:read/).check()
  await page.getByLabel('Requests').fill('none')
  await page.getByRole('button', { name: 'Create key' }).click()
  await page.getByText('A whole number from 1 to 1,000,000.').waitFor()
  await page.getByLabel('Requests').fill('50')
  await page.getByRole('button', { name: 'Create key' }).click()
  const first = (await page.locator('.shown-once pre').textContent()) ?? ''
  await page.getByRole('button', { name: 'I have kept it' }).click()

  await page.getByRole('link', { name: 'Importer' }).click()
  await page.getByText('50 in 60 s').waitFor()
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  const second = (await page.locator('.shown-once pre').textContent()) ?? ''
  expect(second).not.toBe(first)
  const answers = async () => {
    const asked = [first, second].map((key) => here.stack.call('GET', '/api/v1/events', { key }))
    return (await Promise.all(asked)).map(({ status }) => status)
  }
  expect(await answers()).toEqual([200, 200])
  await page.getByRole('button', { name: 'I have kept it' }).click()

  await page.getByRole('link', { name: 'Importer' }).click()
  await page.getByRole('button', { name: 'Revoke key' }).click()
  await page
    .getByRole('dialog', { name: 'Revoke Importer?' })
    .getByRole('button', { name: 'Revoke key' })
    .click()
  await page.getByRole('row', { name: /Importer.*Revoked/ }).waitFor()
  expect(await answers()).toEqual([401, 401])
})

it('a workspace is made, gets a project and a member, and is deleted once it is empty', async () => {
  const { page, goTo, axeViolations } = await signedIn('owner@demo.test')
  await goTo('/workspaces')
  await page.getByText('No workspace yet').waitFor()
  await page.getByRole('button', { name: 'New workspace' }).click()
  await page.getByLabel('Name').fill('Claims')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await page.getByRole('link', { name: 'Claims' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('New project').fill('Letters')
  await drawer.getByRole('button', { name: 'Add' }).click()
  await drawer.getByRole('link', { name: 'Letters' }).waitFor()
  await drawer.getByLabel('Member', { exact: true }).selectOption({ label: 'Demo analyst' })
  await drawer.getByRole('button', { name: 'Give the role' }).click()
  await drawer.getByRole('button', { name: 'Take the role from Demo analyst' }).waitFor()
  await drawer.getByLabel('Projects at vendors').fill('Apollo\n\n proj_claims \nApollo')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The workspace is changed.').waitFor()
  await page.reload()
  await expect.poll(() => drawer.getByLabel('Projects at vendors').inputValue()).toBe('Apollo\nproj_claims')
  expect(await axeViolations()).toEqual([])

  const remove = async (what: string) => {
    await page.getByRole('button', { name: `Delete ${what}` }).click()
    const question = page.getByRole('dialog', { name: /^Delete the/ })
    if (what === 'workspace') await question.getByRole('textbox').fill('Claims')
    await question.getByRole('button', { name: 'Delete' }).click()
    return question
  }
  const question = await remove('workspace')
  await question.locator('.form-error').waitFor()
  expect(await axeViolations()).toEqual([])
  await page.keyboard.press('Escape')
  await drawer.getByRole('link', { name: 'Letters' }).click()
  await remove('project')
  await page.getByText('The project Letters is deleted.').waitFor()
  await remove('workspace')
  await page.getByText('No workspace yet').waitFor()
})
