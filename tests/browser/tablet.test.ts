import type { Locator } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { pushSampleCalls } from './sample-calls.ts'
import { stage } from './stage.ts'

const here = stage()
const tablet = { viewport: { width: 768, height: 1024 } }

beforeAll(() => pushSampleCalls(here.stack))

/** The lines on which these stand, from above: how many on each, and how much room is left beside them in pixels. */
async function linesOf(those: Locator): Promise<{ parts: number[]; leftPx: number }> {
  await those.first().waitFor()
  return await those.evaluateAll((all) => {
    const lines = new Map<number, DOMRect[]>()
    for (const one of all) {
      const box = one.getBoundingClientRect()
      lines.set(Math.round(box.top), [...(lines.get(Math.round(box.top)) ?? []), box])
    }
    const ends = [...lines.values()].map((boxes) => Math.max(...boxes.map(({ right }) => right)))
    return {
      parts: [...lines.values()].map(({ length }) => length),
      leftPx: Math.round(Math.max(...ends) - Math.min(...ends)),
    }
  })
}

it('figures and lists leave no hole beside them', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', tablet)
  await at('Overview')
  expect(await linesOf(page.locator('.overview-tops > section'))).toEqual({ parts: [2, 1], leftPx: 0 })
  await goTo('/models')
  await at('Model health')
  expect(await linesOf(page.locator('.kpis > .kpi'))).toEqual({ parts: [3, 2], leftPx: 0 })
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await linesOf(page.locator('.kpis > .kpi'))).toEqual({ parts: [2, 2, 1], leftPx: 0 })
})

it('the search of events and the button of their filters stand on one line', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', tablet)
  await goTo('/activity')
  await at('Activity')
  const [search, button] = [
    page.getByRole('searchbox'),
    page.getByRole('button', { name: 'Filters', exact: true }),
  ]
  const middleOf = async (one: Locator) => {
    const box = await one.boundingBox()
    return box === null ? Number.NaN : box.y + box.height / 2
  }
  expect(Math.abs((await middleOf(search)) - (await middleOf(button)))).toBeLessThanOrEqual(1)
})

it('options and figures of the playground stand in lines', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', tablet)
  await goTo('/playground')
  await at('Playground')
  expect((await linesOf(page.locator('.playground-options > *'))).parts).toEqual([2, 2])
  expect((await linesOf(page.locator('.playground-input .facts > *'))).parts).toEqual([3])
})

it('cards of detectors and findings say what their words are of', async () => {
  const { page, goTo, at } = await here.signedIn('viewer@demo.test', tablet)
  await goTo('/playground')
  await at('Playground')
  await page
    .locator('.playground-card')
    .filter({ hasText: 'pii_ssn' })
    .getByText(/Critical\s*Certainty\s+High, 95%/)
    .waitFor()
  await goTo('/detectors?q=ip+address')
  await page
    .locator('.catalogue-card')
    .first()
    .getByText(/^Counts from\s+Medium: named or proven$/)
    .waitFor()
})

it('percentiles of a vendor stand on one line', async () => {
  const { page, goTo, at } = await here.signedIn('owner@demo.test', tablet)
  await goTo('/vendors')
  await at('Vendors')
  const card = page.locator('.row-card').filter({ hasText: 'p99' }).first()
  const facts = card.locator('.row-card-facts > *').filter({ hasText: /^p\d\d/ })
  expect((await linesOf(facts)).parts).toEqual([3])
})
