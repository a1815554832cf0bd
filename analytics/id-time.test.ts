import { expect, it } from 'vitest'
import { timeOfId } from './id-time.ts'

it('tells when an id of the seventh version was made', () => {
  // The example of RFC 9562, appendix A.6: 22 February 2022, 14:22:22 in New York.
  expect(timeOfId('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(Date.UTC(2022, 1, 22, 19, 22, 22))
})

it.each([
  ['of another version', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
  ['of another variant', '017f22e2-79b0-7cc3-18c4-dc0c0c07398f'],
  ['in capitals, which is another id', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'],
  ['with more before it', 'x017f22e2-79b0-7cc3-98c4-dc0c0c07398f'],
  ['with more behind it', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f0'],
  ['of a sender', 'order-7'],
])('says nothing of an id %s', (_, id) => expect(timeOfId(id)).toBeNull())
