import { expect, it } from 'vitest'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })

it('an organization without a vendor is told on each page what to do next', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn()
  const look = async (path: string, heading: string, ...sentences: string[]) => {
    await goTo(path)
    await at(heading)
    for (const sentence of sentences) await page.getByText(sentence, { exact: false }).first().waitFor()
    expect([path, await axeViolations()]).toEqual([path, []])
  }
  await look('/vendors/collection', 'Collection', 'Nothing has run yet', 'Nothing is quarantined')
  await look('/vendors/reconciliation', 'Reconciliation', 'Nothing to set side by side')
  await look('/vendors/prices', 'Prices', 'No model is in use yet', 'List prices hold')
  await look('/encryption', 'Encryption', 'Nothing is sealed yet', 'No key has been rotated yet')
  await look('/vendors', 'Vendors', 'No vendor has been seen yet')
  await page.getByRole('button', { name: 'Connect a vendor' }).first().click()
  await at('Vendor catalogue')
  await look('/vendors/credentials', 'Credentials', 'No vendor is connected yet')
  await page.getByRole('button', { name: 'Connect a vendor' }).last().click()
  await page.getByRole('dialog', { name: 'Connect a vendor' }).getByLabel('Vendor').selectOption('anthropic')
  const kinds = page.getByRole('dialog', { name: 'Connect Anthropic' }).getByLabel('Kind of credential')
  await kinds.selectOption({ label: 'Claude Enterprise key' })
  await page.getByText('The primary owner makes one', { exact: false }).waitFor()
  expect(await axeViolations()).toEqual([])
})

it('a room in which nothing happens counts no events, without a decimal', async () => {
  const { page, goTo, at } = await here.signedIn()
  await goTo('/live')
  await at('Live')
  await page.locator('.rate-figure').getByText('0', { exact: true }).waitFor()
  await page.getByText('at most 0/s', { exact: true }).waitFor()
})
