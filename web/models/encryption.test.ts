import { expect, test } from 'vitest'
import { proofVerdict } from './encryption.ts'

const store = {
  store: 'data_keys',
  dek_id: 'd',
  kek_id: 'k',
  records: 3,
  opened: 3,
  unreadable: 0,
  sampled: false,
}
const audit = { checked_at: '2026-11-21T12:00:00Z', stores: [store], unreadable: [], complete: true }

test('a proof is good only when everything that had to be looked at was opened', () => {
  expect(proofVerdict(audit)).toEqual({ isGood: true, text: 'Everything that was opened can be read.' })
  expect(proofVerdict({ ...audit, complete: false }).isGood).toBe(false)
  expect(proofVerdict({ ...audit, stores: [{ ...store, opened: 2, unreadable: 1 }] })).toEqual({
    isGood: false,
    text: '1 record does not open.',
  })
  const one = { store: 'data_keys', id: 'x', reason: 'altered' }
  expect(proofVerdict({ ...audit, unreadable: [one, one] }).text).toBe('2 records do not open.')
  expect(proofVerdict({ ...audit, stores: [] }).text).toBe('Nothing is sealed yet.')
})
