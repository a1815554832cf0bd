import { detector } from '../../detector.ts'
import { isDay } from '../calendar.ts'
import { identifier } from '../identifier.ts'
import { beginningsOf } from '../masks.ts'

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** Italy: the fiscal code of a person, sixteen letters and digits; letters may stand in for digits. */
export const itCf = detector({
  ...identifier({
    code: 'pii_it_cf',
    label: 'Italian Fiscal Code (Codice Fiscale)',
    severity: 'critical',
    words: ['codice fiscale', 'c.f.', 'cf', 'cod. fisc.', 'italian fiscal'],
    masks: ['@@@@@@##@**@***@', '@@@ @@@ ##@** @***@'],
    shape: /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/,
    isSound,
    alone: 'high',
    valid: ['RCCMNL83S18D969H', 'RCC MNL 83S18 D969H'],
    invalid: ['RCCMNL83S18D967H'],
  }),
  // Two digits of the year and the letter of the month, which few other texts have.
  hints: [...'abcdehlmprst'].map((month) => `00${month}`),
  // Each blank may be missing; the shape of its letters is narrower than a mask can say.
  pattern: /[a-z]{3} ?[a-z]{3} ?\d\d[a-ehlmprst][0-9l-v]{2} ?[a-z][0-9l-v]{3}[a-z](?![a-z0-9_])/iy,
  beginnings: beginningsOf(['@@@ @', '@@@@@@ #', '@@@@@@##@** @', '@@@@@@##@**@***@']),
})

function isSound(id: string): boolean {
  const digits = id.replace(/[LMNP-V]/g, (letter) => String('LMNPQRSTUV'.indexOf(letter)))
  const day = Number(digits.slice(9, 11)) % 40
  if (!isDay(Number(id.slice(6, 8)) || 0, 1 + 'ABCDEHLMPRST'.indexOf(id.charAt(8)), day)) return false
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const value = Number.parseInt(id.charAt(i), 36)
    const place = value > 9 ? value - 10 : value
    sum += i % 2 === 0 ? (ODD[place] ?? 0) : place
  }
  return String.fromCharCode(65 + (sum % 26)) === id.slice(-1)
}
