import { expect, it } from 'vitest'
import { stage } from './stage.ts'

const here = stage()

it('an engineer brings calls of last week in from a file, sees what could not be read, and sends it again', async () => {
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/')
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await page.getByText('Nothing was imported yet').waitFor()
  expect(await axeViolations()).toEqual([])

  const at = new Date(Date.now() - 7 * 86_400_000).toISOString()
  const rows = Array.from(
    { length: 40 },
    (_, index) => `file-${index},gpt-5-mini,"Ask ${index}, jo@x.org",${at}`,
  )
  const csv = ['id,model,prompt,timestamp', ...rows, 'file-x,gpt-5-mini,Never,yesterday'].join('\n')
  const choose = () =>
    page
      .getByLabel('CSV or JSON lines')
      .setInputFiles({ name: 'last-week.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await choose()
  await page.getByRole('button', { name: 'Import' }).click()
  const status = page.getByRole('status').filter({ hasText: 'last-week.csv' })
  await status.getByText('Succeeded').waitFor()
  await status.getByText('Line 42').waitFor()
  const table = page.getByRole('table', { name: 'Imports, newest first' })
  await table.getByRole('row', { name: /last-week\.csv.*Succeeded.*41.*40.*0.*0.*1/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  await page.getByRole('button', { name: 'Import' }).click()
  await table.getByRole('row', { name: /last-week\.csv.*Succeeded.*41.*0.*40/ }).waitFor()

  await page.getByLabel('CSV or JSON lines').setInputFiles({
    name: 'broken.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('id,prompt\n1,"open'),
  })
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('alert').getByText('The row that begins at line 2 does not end.').waitFor()
  await table.getByRole('row', { name: /broken\.csv.*Failed/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  await page.setViewportSize({ width: 390, height: 800 })
  await page.getByText('41 rows, 40 stored').waitFor()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(overflow).toBe(false)
})
