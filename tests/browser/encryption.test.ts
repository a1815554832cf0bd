import { expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: ['openai'] })

it('data keys are rotated with progress on show, and everything is proved to open', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn()
  await goTo('/encryption')
  await at('Encryption')
  await page.getByText('No key has been rotated yet').waitFor()
  await page.getByRole('button', { name: 'New data keys' }).click()
  const question = page.getByRole('dialog', { name: 'Take new data keys into use?' })
  expect(await axeViolations()).toEqual([])
  await question.getByRole('button', { name: 'Rotate' }).click()
  await page.getByText('The rotation has begun.').waitFor()
  const rotations = page.getByRole('table', { name: 'Rotations, newest first' })
  const running = rotations.getByRole('row', { name: /New data keys.*Running/ })
  await running.getByRole('progressbar').waitFor()
  await running.getByText(/\d+ of \d+/).waitFor()
  expect(await page.getByRole('button', { name: 'New data keys' }).isDisabled()).toBe(true)
  expect(await axeViolations()).toEqual([])
  await until(
    async () => {
      // One that is lost is made up for by the next, as in every minute.
      await here.stack.tick().catch(() => undefined)
      return rotations.getByRole('row', { name: /New data keys.*Succeeded/ }).count()
    },
    (rows) => rows > 0,
    60_000,
  )
  const keys = page.getByRole('table', { name: 'Data keys' })
  await keys
    .getByRole('row', { name: /Opens only.* 0 / })
    .first()
    .waitFor()
  await keys
    .getByRole('row', { name: /Seals and opens/ })
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Check that everything opens' }).click()
  await page.getByText('Everything that was opened can be read.', { exact: false }).waitFor()
  await page.getByRole('row', { name: /^Credentials, secret/ }).waitFor()
  expect(await axeViolations()).toEqual([])
})

it('a record that does not open is named', async () => {
  await here.stack.d1
    .prepare(
      `UPDATE credentials SET secret_envelope = substr(secret_envelope, 1, length(secret_envelope) - 6) || 'AAAAAA'`,
    )
    .run()
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/encryption')
  await page.getByRole('button', { name: 'Check that everything opens' }).click()
  await page.getByText('1 record does not open.', { exact: false }).waitFor()
  await page.getByRole('row', { name: /Credentials, secret demo-openai/ }).waitFor()
  expect(await axeViolations()).toEqual([])
})

it('an analyst sees the keys and cannot rotate them', async () => {
  const { page, goTo } = await here.signedIn('analyst@demo.test')
  await goTo('/encryption')
  await page
    .getByRole('row', { name: /Seals and opens/ })
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'New data keys' }).count()).toBe(0)
})
