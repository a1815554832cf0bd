import { expect, it } from 'vitest'
import { handOf, kindOf, written } from './written.ts'

const ATTACKS = [
  'exfiltration',
  'extraction',
  'obfuscated',
  'override',
  'persona',
  'refusal',
  'splitting',
  'tool',
]
const rows = written()
const handsOf = (isAttack: boolean, kind: string) =>
  new Set(
    rows
      .filter((row) => row.isAttack === isAttack && kindOf(row.family) === `hands ${kind}`)
      .map(({ family }) => handOf(family)),
  )

it.each(ATTACKS)(
  'attacks of the kind %s were written by several hands, and their words without one',
  (kind) => {
    expect(handsOf(true, kind).size).toBeGreaterThanOrEqual(3)
    expect(handsOf(false, kind).size).toBeGreaterThanOrEqual(1)
  },
)

it('every text is of a hand', () => {
  expect(rows.length).toBeGreaterThan(1_000)
  expect(rows.every(({ family }) => handOf(family) !== null)).toBe(true)
})

it('no document with an order for its reader is among them', () => {
  expect(rows.filter(({ family }) => family.endsWith(' document'))).toEqual([])
})

it.each([
  ['hand plain persona', 'hands persona', 'hand plain '],
  ['own de 1', 'own de 1', null],
  ['deepset_all', 'deepset_all', null],
])('%s is of the kind %s', (family, kind, hand) => {
  expect(kindOf(family)).toBe(kind)
  expect(handOf(family)).toBe(hand)
})
