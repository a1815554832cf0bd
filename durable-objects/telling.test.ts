import { expect, it } from 'vitest'
import { Telling } from './telling.ts'

it('figures are told at once of an empty log, and of one in which rows wait every two seconds', () => {
  const telling = new Telling()
  const due = (isEmpty: boolean, nowMs: number) => telling.isDue(isEmpty, nowMs)
  expect([due(false, 0), due(false, 1_999), due(true, 1_999), due(false, 2_500)]).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect([due(false, 3_999), due(false, 4_000), due(false, 1_000)]).toEqual([true, false, true])
})
