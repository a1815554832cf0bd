import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Person } from './person.ts'
import { stage } from './stage.ts'

const here = stage()

async function saved({ page }: Person, press: () => Promise<void>, name: string): Promise<string> {
  const waiting = page.waitForEvent('download')
  await press()
  const path = join(here.stack.dataDir, name)
  await (await waiting).saveAs(path)
  return path
}

it('an entry is found by its filters, shows what changed, and its proof is checked in the browser', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/organization')
  await page.getByLabel('Name').fill('Renamed Works')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByText('The organization is renamed.').waitFor()
  expect(await axeViolations()).toEqual([])

  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByLabel('Action').fill('organization.renamed')
  await page.getByLabel('Outcome').selectOption('succeeded')
  await page.waitForURL(/action=organization\.renamed/)
  await page.getByText('1 shown').waitFor()
  await page.locator('.row-link').click()
  const drawer = page.getByRole('dialog')
  await drawer.locator('ins').getByText('Renamed Works').waitFor()
  await drawer.getByRole('button', { name: 'Check the proof' }).click()
  await drawer.getByText(/Stands under the signed checkpoint of \d+ entries/).waitFor()
  expect(await axeViolations()).toEqual([])
  await drawer.getByRole('button', { name: 'Close' }).click()
  await page.getByLabel('Target').fill('nothing-of-this-name')
  await page.getByText('Nothing matches these filters').waitFor()
})

it('an export is complete and unchanged, continues a checkpoint that was kept, and one changed byte shows', async () => {
  const owner = await here.signedIn()
  const { page, goTo, at, axeViolations } = owner
  await goTo('/audit/checkpoints')
  await page.getByRole('heading', { name: 'Newest checkpoint' }).waitFor()
  expect(await axeViolations()).toEqual([])
  const download = page
    .getByRole('region', { name: 'Newest checkpoint' })
    .getByRole('button', { name: 'Download' })
  const checkpoint = await saved(owner, () => download.click(), 'checkpoint.txt')

  await goTo('/audit?range=all')
  const exported = await saved(
    owner,
    () => page.getByRole('button', { name: 'Export JSON' }).click(),
    'export.json',
  )
  await page.getByRole('link', { name: 'Verify' }).click()
  await at('Verify an export')
  const verify = async (file: string) => {
    await page.getByLabel('Export of the audit log').setInputFiles(file)
    await page.getByRole('button', { name: 'Verify' }).click()
  }
  await page.getByLabel('Earlier checkpoint').setInputFiles(checkpoint)
  await verify(exported)
  await page.getByText('Complete and unchanged').waitFor()
  await page.getByText(/the checkpoint of \d+ entries/).waitFor()
  expect(await axeViolations()).toEqual([])

  const changed = join(here.stack.dataDir, 'changed.json')
  writeFileSync(
    changed,
    readFileSync(exported, 'utf8').replace('organization.renamed', 'organization.renamex'),
  )
  await verify(changed)
  await page.locator('.verdict-bad').waitFor()
  expect(await page.getByText('Complete and unchanged').count()).toBe(0)
  expect(await axeViolations()).toEqual([])
  const none = join(here.stack.dataDir, 'none.json')
  writeFileSync(none, 'no export')
  await verify(none)
  await page.getByText('The file is not written as an export of the ledger is', { exact: false }).waitFor()
})

it('what was written before an action is called started, and says where its outcome is', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/audit?range=all&action=organization.renamed')
  const log = page.getByRole('table', { name: 'Audit log' })
  await log.getByText('Succeeded', { exact: true }).waitFor()
  await page.getByLabel('Outcome').selectOption({ label: 'Started' })
  await page.waitForURL(/outcome=intent/)
  await log.getByText('Succeeded', { exact: true }).waitFor({ state: 'detached' })
  await log.getByText('Started', { exact: true }).waitFor()
  await page.locator('.row-link').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('How it went is an entry of its own, after this one.', { exact: false }).waitFor()
  expect(await page.getByText('Intent', { exact: true }).count()).toBe(0)
  expect(await axeViolations()).toEqual([])
})

it('a table of the log is kept as CSV', async () => {
  const owner = await here.signedIn()
  await owner.goTo('/audit?range=all')
  const path = await saved(
    owner,
    () => owner.page.getByRole('button', { name: 'Export CSV' }).click(),
    'export.csv',
  )
  expect(readFileSync(path, 'utf8')).toContain('organization.renamed')
})
