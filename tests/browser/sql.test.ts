import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { people } from '../support/people.ts'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage()

it('an analyst writes a query with names at hand, reads it as a table and a chart, keeps it, shares it and exports it', async () => {
  await here.stack.ingest(
    Array.from({ length: 40 }, (_, index) => ({
      id: `sql-${index}`,
      model_name: index % 2 === 0 ? 'gpt-5-mini' : 'gpt-5',
      vendor_id: 'openai',
      prompt: 'What is the weather like?',
      tokens_in: index,
    })),
  )
  await until(
    () => here.stack.rows<{ n: number }>("SELECT count() AS n FROM events WHERE startsWith(id, 'sql-')"),
    ([row]) => Number(row?.n) === 40,
  )
  await people(here.stack, { analyst: 'analyst', colleague: 'analyst' })
  const analyst = await here.signedIn('analyst@people.test')
  const { page, at, axeViolations } = analyst
  await page.getByRole('link', { name: 'SQL', exact: true }).click()
  await at('SQL')
  const editor = page.getByRole('textbox', { name: 'Query' })
  await until(
    () => editor.inputValue(),
    (text) => text.startsWith('SELECT'),
  )

  // Names are offered while one types, by the tables that the query names.
  await editor.fill('SELECT model, count() AS calls FROM eve')
  await editor.press('End')
  await editor.press('Control+Space')
  await page.getByRole('option', { name: /^events/ }).waitFor()
  expect(await axeViolations()).toEqual([])
  await editor.press('Enter')
  await editor.pressSequentially(
    " WHERE startsWith(id, 'sql-') AND vendor_id = {vendor:String} GROUP BY model ORDER BY model",
  )
  await editor.press('Escape')
  await page.getByLabel('vendor (String)').fill('openai')
  await editor.focus()
  await editor.press('Control+Enter')
  const result = page.getByRole('region', { name: 'Result' }).first()
  await result.getByRole('cell', { name: 'gpt-5-mini' }).waitFor()
  expect(await result.getByRole('cell', { name: '20', exact: true }).count()).toBe(2)
  await result
    .getByText(/^2 rows\./)
    .first()
    .waitFor()
  expect(await axeViolations()).toEqual([])

  await result.getByLabel('Chart', { exact: true }).check()
  await result.getByRole('list', { name: 'calls by name' }).waitFor()
  expect(await axeViolations()).toEqual([])

  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Calls by model')
  await dialog.getByText('Everyone who may run SQL').click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Calls by model is saved.').waitFor()

  const waiting = page.waitForEvent('download')
  await result.getByRole('button', { name: 'Export the whole result', exact: true }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  const path = join(here.stack.dataDir, 'query.csv')
  await (await waiting).saveAs(path)
  expect(readFileSync(path, 'utf8')).toBe('"model","calls"\n"gpt-5",20\n"gpt-5-mini",20\n')

  // Where a query goes wrong is said, and the caret is there.
  await editor.fill('SELECT model\nFROM raw_payloads')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByText('There is no table raw_payloads (line 2, column 6)').waitFor()
  expect(await editor.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(18)
  const told = await editor.evaluate((area) =>
    area.ariaErrorMessageElements?.map(({ textContent }) => textContent),
  )
  expect([await editor.getAttribute('aria-invalid'), told]).toEqual([
    'true',
    [expect.stringContaining('There is no table raw_payloads')],
  ])
  await page.getByLabel('History', { exact: true }).check()
  await page.getByRole('button', { name: /SELECT model FROM raw_payloads.*refused/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  const colleague = await here.signedIn('colleague@people.test', {
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  })
  await colleague.goTo('/sql')
  await colleague.at('SQL')
  await colleague.page.getByLabel('Saved', { exact: true }).check()
  await colleague.page.getByRole('button', { name: 'Calls by model' }).click()
  expect(await colleague.page.getByRole('textbox', { name: 'Query' }).inputValue()).toContain(
    'GROUP BY model',
  )
  expect(await colleague.page.getByLabel('vendor (String)').inputValue()).toBe('openai')
  await colleague.page.getByRole('button', { name: 'Run' }).click()
  await colleague.page.getByRole('cell', { name: 'gpt-5-mini' }).waitFor()
  expect(await colleague.axeViolations()).toEqual([])
})

it('a long result scrolls through all of its rows, and a query that runs can be cancelled', async () => {
  const { page, goTo, at } = await here.signedIn()
  await goTo('/sql')
  await at('SQL')
  const editor = page.getByRole('textbox', { name: 'Query' })
  await until(
    () => editor.inputValue(),
    (text) => text.startsWith('SELECT'),
  )
  await editor.fill('SELECT number, toString(number) AS text FROM numbers(9000)')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('cell', { name: '17', exact: true }).first().waitFor()
  const rows = page.locator('.sql-rows')
  expect(await rows.locator('tr').count()).toBeLessThan(60)
  await rows.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await page.getByRole('cell', { name: '8999', exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'number', exact: true }).click()
  await rows.evaluate((element) => element.scrollTo(0, 0))
  await page.getByRole('cell', { name: '8999', exact: true }).first().waitFor()

  await editor.fill('SELECT sum(sipHash64(number)) FROM numbers(1900000000)')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' })
})

it('a person in a result leads to who it is and what they did', async () => {
  await here.stack.ingest([
    { id: 'who-leaked', model_name: 'gpt-5-mini', prompt: 'hello', actor_email: 'lea.king@example.com' },
  ])
  await until(
    () => here.stack.rows<{ n: number }>("SELECT count() AS n FROM events WHERE id = 'who-leaked'"),
    ([row]) => Number(row?.n) === 1,
  )
  const { page, goTo, axeViolations } = await here.signedIn('analyst@demo.test')
  await goTo('/sql')
  const editor = page.getByRole('textbox', { name: 'Query' })
  await until(
    () => editor.inputValue(),
    (text) => text.startsWith('SELECT'),
  )
  await editor.fill("SELECT actor_id, 'act_ not a person' AS text FROM events WHERE id = 'who-leaked'")
  await editor.press('Control+Enter')
  const person = page.getByRole('link', { name: /^act_/ })
  await person.waitFor()
  expect(await person.count()).toBe(1)
  expect(await axeViolations()).toEqual([])
  await person.click()
  await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
  await page.locator('tr[data-index]').getByText('lea.king@example.com').waitFor()
})

it('a long query in the history leaves the way back to tables and saved queries in sight', async () => {
  const { page, goTo } = await here.signedIn('analyst@demo.test')
  await goTo('/sql')
  const editor = page.getByRole('textbox', { name: 'Query', exact: true })
  await editor.fill(
    `SELECT ${Array.from({ length: 40 }, (_, index) => `${index} AS column_${index}`).join(', ')}`,
  )
  await page.getByRole('button', { name: 'Run' }).click()
  await page
    .getByText(/^1 row\b/)
    .first()
    .waitFor()
  await page.getByLabel('History', { exact: true }).check()
  const panel = page.getByRole('complementary', { name: 'Tables and queries' })
  await panel.getByRole('button', { name: /column_1/ }).waitFor()
  const { beyond, least } = await panel.evaluate((side) => ({
    beyond: side.scrollWidth - side.clientWidth,
    least: Math.min(...[...side.querySelectorAll('.segment')].map((each) => each.clientWidth)),
  }))
  expect(beyond).toBe(0)
  expect(least).toBeGreaterThan(40)
})
