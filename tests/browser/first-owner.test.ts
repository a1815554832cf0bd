import { expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ demo: false })

it('the first visitor with the printed address becomes owner, and is told the first step', async () => {
  const { page, goTo, at } = await here.someone()
  await goTo(`/setup#token=${here.stack.secrets.SETUP_TOKEN}`)
  await page.getByLabel('Organization').fill('Example')
  await page.getByLabel('Your name').fill('First Owner')
  await page.getByLabel('E-mail').fill('first@example.org')
  await page.getByLabel('Password').fill('correct horse battery staple 77')
  const strength = page.locator('.strength')
  expect(await strength.getAttribute('class')).toContain('strength-3')
  await page.getByRole('button', { name: /Create/ }).click()
  await page.getByText('one of the passwords that are tried first').waitFor()
  expect(await strength.getAttribute('class')).toContain('strength-0')
  await page.getByLabel('Password').fill('a long password')
  await page.getByRole('button', { name: /Create/ }).click()
  await at('Overview')
  await page.getByText('/api/v1/ingest/llm').first().waitFor()
  const users = await until(
    () => here.stack.d1.prepare('SELECT email FROM users').all<{ email: string }>(),
    ({ results }) => results.length > 0,
  )
  expect(users.results).toEqual([{ email: 'first@example.org' }])
})
