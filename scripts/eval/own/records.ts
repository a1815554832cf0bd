import { dice, hashText } from '../../demo/chance.ts'
import { ipAddressOf, macAddressOf, notAnIpAddress } from './networks.ts'
import { addressOf, filled, phoneOf, type Throws } from './places.ts'

/** Values of one kind: what people call it, and how to make one. */
export interface Maker {
  readonly code: string
  /** None where such a value is to be found without a keyword. */
  readonly words: readonly string[]
  readonly make: (throws: Throws, isValid: boolean) => string
  /** Without a checksum there is nothing to get wrong. */
  readonly hasCheck: boolean
  /** What looks like such a value and is none, with the words that it comes with. */
  readonly makeDecoy?: (throws: Throws) => string
}

const seed = 'records'
const perKind = 60
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const CARDS = [
  '4###############',
  '51##############',
  '55##############',
  '2720############',
  '37#############',
]

/** Kinds whose values are made here, by code that shares nothing with the detectors. */
export const makers: readonly Maker[] = Object.freeze([
  {
    code: 'phi_mrn',
    words: ['MRN', 'medical record number', 'Patient ID', 'medical_record_no', 'Med Rec #'],
    make: (throws) =>
      filled(throws, throws.pick(['######', '########', '##########', 'A-#######', '###-###-###'])),
    hasCheck: false,
  },
  {
    code: 'phi_dob',
    words: ['DOB', 'date of birth', 'birth date', 'D.O.B.', 'date_of_birth'],
    make: dateOf,
    hasCheck: false,
  },
  {
    code: 'phi_npi',
    words: ['NPI', 'npi number', 'National Provider Identifier', 'provider_npi'],
    make: (throws, isValid) => {
      const body = filled(throws, `${throws.pick(['1', '2'])}########`)
      return body + checkDigit(sumOfLuhn(`80840${body}`), isValid)
    },
    hasCheck: true,
  },
  {
    code: 'phi_dea',
    words: ['DEA', 'DEA number', 'dea_no', 'DEA registration'],
    make: (throws, isValid) => {
      const digits = filled(throws, '######')
      const at = (i: number) => Number(digits.charAt(i))
      const sum = at(0) + at(2) + at(4) + 2 * (at(1) + at(3) + at(5))
      const letters = throws.pick([...'ABFGMPR']) + throws.pick([...'ABCDEFGHKLMNPRSTW'])
      return letters + digits + ((sum + (isValid ? 0 : 1)) % 10)
    },
    hasCheck: true,
  },
  {
    code: 'pii_credit_card',
    words: ['card number', 'credit card', 'cc_number', 'Visa or Mastercard'],
    make: (throws, isValid) => {
      const body = filled(throws, throws.pick(CARDS)).slice(0, -1)
      const number = body + checkDigit(sumOfLuhn(body), isValid)
      return number.length === 16 && throws.share() < 0.5 ? number.replace(/(\d{4})(?=\d)/g, '$1 ') : number
    },
    hasCheck: true,
  },
  {
    code: 'pii_ssn',
    words: ['SSN', 'social security number', 'social_security_no'],
    make: (throws) =>
      [1 + throws.below(665), 1 + throws.below(99), 1 + throws.below(9_999)]
        .map((part, i) => String(part).padStart([3, 2, 4][i] ?? 0, '0'))
        .join('-'),
    hasCheck: false,
  },
  {
    code: 'pii_ip',
    words: ['IP', 'ip address', 'client ip', 'Last login from', 'remote_addr'],
    make: ipAddressOf,
    hasCheck: false,
    makeDecoy: notAnIpAddress,
  },
  {
    code: 'pii_mac',
    words: ['MAC', 'mac address', 'device mac', 'hardware_address'],
    make: macAddressOf,
    hasCheck: false,
  },
  { code: 'pii_phone', words: [], make: phoneOf, hasCheck: false },
  { code: 'pii_address', words: [], make: addressOf, hasCheck: false },
])

/** The values of one kind, the same ones every time. */
export function valuesOf(maker: Maker, isValid: boolean): readonly string[] {
  const throws = dice(hashText(`${seed} ${maker.code} ${isValid}`))
  return Array.from({ length: perKind }, () => maker.make(throws, isValid))
}

/** Texts that hold what only looks like a value of the kind, the same ones every time. */
export function decoysOf({ code, makeDecoy }: Maker): readonly string[] {
  if (makeDecoy === undefined) return []
  const throws = dice(hashText(`${seed} ${code} decoy`))
  return Array.from({ length: perKind }, () => makeDecoy(throws))
}

/** The sum of ISO/IEC 7812-1 over a number that still lacks its check digit. */
function sumOfLuhn(body: string): number {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body.charAt(body.length - 1 - i))
    sum += i % 2 === 1 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum
}

function checkDigit(sum: number, isValid: boolean): string {
  return String((10 - (sum % 10) + (isValid ? 0 : 3)) % 10)
}

function dateOf(throws: Throws): string {
  const [year, month, day] = [1930 + throws.below(80), 1 + throws.below(12), 1 + throws.below(28)]
  const two = (part: number) => String(part).padStart(2, '0')
  return throws.pick([
    `${year}-${two(month)}-${two(day)}`,
    `${two(month)}/${two(day)}/${year}`,
    `${month}/${day}/${year}`,
    `${day} ${MONTHS[month - 1]} ${year}`,
    `${MONTHS[month - 1]} ${day}, ${year}`,
    `${two(day)}.${two(month)}.${year}`,
  ])
}
