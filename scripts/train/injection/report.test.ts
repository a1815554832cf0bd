import { expect, it } from 'vitest'
import type { Judged } from './held-out.ts'
import { heldOutSummary, heldOutTable } from './report.ts'

const EVIDENCE = { base: 0, wholeShare: 0, worstShare: 0 }

function judged(family: string, isAttack: boolean, weights: readonly number[]): readonly Judged[] {
  return weights.map((signatures) => ({
    row: { text: 'x', isAttack, family },
    whole: 0,
    worst: 0,
    features: 500,
    signatures,
  }))
}

const all = [
  ...judged('deepset_all', true, [2, 0, 0, 0]),
  ...judged('piguard_valid', true, [2, 2]),
  ...judged('verazuo_inthewild', true, [2, 2, 0]),
  ...judged('self_reminder_jailbreaks', true, [1]),
  ...judged('piarena_dolly_closed_qa', false, [0.8, 0.6]),
  ...judged('long documents', false, [0.8]),
  ...judged('own de 0', true, [2]),
  ...judged('own de 1', true, [0]),
  ...judged('own fr 0', true, [2]),
  ...judged('own codes', false, [2, 0]),
  ...judged('own words at home', false, [0, 0, 0, 0]),
  ...judged('own records', false, [2]),
  ...judged('hand one tool', true, [2, 0]),
  ...judged('hand other tool', true, [2, 2]),
  ...judged('hand one splitting', true, [0]),
  ...judged('hand one persona', true, [2, 0, 0, 0, 0]),
  ...judged('hand other tool', false, [2, 0, 0, 0, 0, 0, 0, 0]),
]

it.each([
  ['attacks: direct', '62.5 % mean of 2 families'],
  ['attacks: personas', '75.0 % of 4'],
  ['attacks: direct, of several hands', '37.5 % mean of 2 families'],
  ['attacks: personas, of several hands', '20.0 % of 5'],
  ['harmless: the same words, of several hands', '12.5 % of 8'],
  ['attacks: templates of other languages', '75.0 % mean of 2 families'],
  ['harmless: documents', '50.0 % of 2'],
  ['harmless: long documents', '100.0 % of 1'],
  ['harmless: trigger words', '25.0 % mean of 2 families'],
  ['harmless: all own families', '50.0 % mean of 3 families'],
])('what is found is told by kind: %s', (kind, figure) => {
  const line = heldOutSummary(all, EVIDENCE)
    .split('\n')
    .find((one) => one.startsWith(`${kind} `))
  expect(line?.slice(kind.length).trim()).toBe(figure)
})

it('what is found is told by family, languages as one', () => {
  const lines = heldOutTable(all, EVIDENCE).split('\n')
  expect(lines.filter((line) => /^attack own de/.test(line))).toEqual([
    expect.stringMatching(/^attack own de +2 +50\.0 % +50\.0 %$/),
  ])
})
