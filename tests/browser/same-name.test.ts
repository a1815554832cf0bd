import { beforeAll, expect, it } from 'vitest'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage()

beforeAll(() => pushSampleCalls(here.stack))

it.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
])('two people of one name are told apart on the overview %s', async (_, viewport) => {
  const { page, goTo, at, axeViolations } = await here.signedIn('owner@demo.test', { viewport })
  const ids = [
    'act_first-of-the-two-with-a-long-id',
    'act_second-of-the-two',
    'act_alone',
    'act_KR8awvmjMDJigz5T',
  ]
  await page.route(/dashboard\/top\?.*dimension=actor/, async (asked) => {
    const answer = await asked.fetch()
    const { total, ...rest } = await answer.json()
    const items = ids.map((value, i) => ({
      ...total,
      requests: 9 - i,
      value,
      label:
        i === 3
          ? null
          : i < 2
            ? 'a.name.that.is.much.too.long.for.its.card@a-department-of-many-words.northwind-demo.example'
            : 'somebody.else@northwind.example',
      avg_cost_per_request_usd: null,
    }))
    await asked.fulfill({ response: answer, json: { ...rest, total, items } })
  })
  await goTo('/')
  await at('Overview')
  const people = page.getByRole('list', { name: 'Top people' })
  await people.getByText(ids[0] ?? '', { exact: true }).waitFor()
  await people.getByText(ids[1] ?? '', { exact: true }).waitFor()
  const unnamed = people.getByRole('link', { name: 'Unnamed person KR8awv' })
  expect(await unnamed.getAttribute('href')).toBe('/activity?actor_id=act_KR8awvmjMDJigz5T')
  expect(await people.getByText(ids[2] ?? '', { exact: true }).count()).toBe(0)
  expect(await people.evaluate((list) => list.scrollWidth - list.clientWidth)).toBe(0)
  expect(await axeViolations()).toEqual([])
})

it('whom no directory names is called so in the list of events and where it is narrowed to them', async () => {
  const { page, goTo, at } = await here.signedIn()
  const nameless = (part: object): object => ({
    ...part,
    actor_id: 'act_KR8awvmjMDJigz5T',
    actor_email: null,
  })
  await page.route(/\/api\/v1\/events\?/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    await asked.fulfill({ response: answer, json: { ...rest, items: items.map(nameless) } })
  })
  await page.route(/\/api\/v1\/events\/facets\?/, async (asked) => {
    const answer = await asked.fetch()
    const { items, ...rest } = await answer.json()
    const values = [{ value: 'act_KR8awvmjMDJigz5T', label: null, events: 3 }]
    const named = items.map((item: { facet: string }) =>
      item.facet === 'actor_id' ? { ...item, values } : item,
    )
    await asked.fulfill({ response: answer, json: { ...rest, items: named } })
  })
  await goTo('/activity?range=30d')
  await at('Activity')
  const name = page.locator('td').getByText('Unnamed person KR8awv', { exact: true }).first()
  await name.waitFor()
  expect(await name.getAttribute('title')).toBe('act_KR8awvmjMDJigz5T')
  await page.getByRole('button', { name: 'Person' }).click()
  await page.getByRole('option', { name: /^Unnamed person KR8awv/ }).waitFor()
})
