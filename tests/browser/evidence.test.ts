import { expect, it } from 'vitest'
import { until } from '../support/stack.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: [] })
const ssn = '536-90-4399'

it('originals are kept when the owner says so, and one is shown for a reason, until its drawer closes', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn()
  await goTo('/evidence')
  await at('Evidence')
  await page.getByText('Off', { exact: true }).waitFor()
  await page.getByLabel('Days to keep').fill('0')
  await page.getByRole('button', { name: 'Keep originals' }).click()
  await page.getByText('Enter a number of days.').waitFor()
  await page.getByLabel('Days to keep').fill('14')
  expect(await axeViolations()).toEqual([])
  await page.getByRole('button', { name: 'Keep originals' }).click()
  await page.getByText('Originals are kept from now on.').waitFor()
  await page.getByText('On', { exact: true }).waitFor()

  const prompt = `Her SSN is ${ssn} and the codename is falcon.`
  await here.stack.ingest([{ id: 'seen', model_name: 'gpt-5-mini', prompt, response: 'Noted.' }])
  await until(
    () => here.stack.rows('SELECT id FROM evidence'),
    (rows) => rows.length === 1,
  )
  await goTo('/activity?event=seen')
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Show original' }).click()
  await drawer.getByRole('button', { name: 'Show', exact: true }).click()
  await drawer.getByText('Say why in a few words.').waitFor()
  expect(await drawer.getByText(ssn).count()).toBe(0)
  await drawer.getByLabel('Reason').fill('asked by the data subject')
  await drawer.getByRole('button', { name: 'Show', exact: true }).click()
  await drawer.getByText(ssn).first().waitFor()
  expect(await axeViolations()).toEqual([])
  await page.keyboard.press('Escape')
  await goTo('/activity?event=seen')
  await drawer.getByRole('button', { name: 'Show original' }).waitFor()
  expect(await page.getByText(ssn).count()).toBe(0)

  await goTo('/audit')
  await page.getByText('event.revealed').first().waitFor()
})

it('a rescan with a new detector is begun, watched and corrects; one event is scanned again', async () => {
  const { page, goTo, at, axeViolations } = await here.signedIn()
  const owner = await here.stack.signIn('owner@demo.test')
  const made = await owner.call('POST', '/api/v1/compliance/custom-detectors', {
    name: 'codename',
    label: 'Codename',
    category: 'pii',
    severity: 'critical',
    keywords: ['falcon'],
  })
  expect(made.status).toBe(201)
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  await goTo('/detection/rescan')
  await at('Rescan')
  await page.getByText('Nothing was scanned again yet').waitFor()
  expect(await axeViolations()).toEqual([])
  await page.getByLabel('Days back').fill('2')
  await page.getByRole('button', { name: 'Scan again' }).click()
  const rescans = page.getByRole('table', { name: 'Rescans, newest first' })
  await rescans.getByRole('row', { name: /Succeeded.*as they came.*Codename \+/ }).waitFor()
  expect(await axeViolations()).toEqual([])

  await goTo('/activity?event=seen')
  const drawer = page.getByRole('dialog')
  await drawer.getByText('Codename').first().waitFor()
  await drawer.getByRole('button', { name: 'Scan again' }).click()
  await drawer.getByText('The original was read. Nothing changed.').waitFor()
})

it('what is kept is deleted at once, and who may not reveal is offered nothing', async () => {
  const { page, goTo } = await here.signedIn()
  await goTo('/evidence')
  await page.getByRole('button', { name: 'Keep no more' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep no more' }).click()
  await page.getByText('No more originals are kept.').waitFor()
  await page.getByRole('button', { name: 'Delete all' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete all' }).click()
  await page.getByText('One original is deleted.').waitFor()
  const viewer = await here.signedIn('viewer@demo.test')
  await viewer.goTo('/activity?event=seen')
  await viewer.page.getByRole('dialog').getByText('gpt-5-mini').first().waitFor()
  expect(await viewer.page.getByRole('button', { name: 'Show original' }).count()).toBe(0)
})
