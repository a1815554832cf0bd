const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
/** For each alphabet that was asked about, the place of each unit in it; -1 for what is not in it. */
const PLACES = new Map<string, Int8Array>()

/** The sum of a string's digits, each times its weight; characters count by their place in the alphabet. */
export function weighted(value: string, weights: readonly number[], alphabet = ALPHANUMERIC): number {
  const places = placesIn(alphabet)
  const count = Math.min(value.length, weights.length)
  let sum = 0
  for (let i = 0; i < count; i++) sum += (places[value.charCodeAt(i)] ?? -1) * (weights[i] as number)
  return sum
}

function placesIn(alphabet: string): Int8Array {
  const known = PLACES.get(alphabet)
  if (known !== undefined) return known
  const places = new Int8Array(256).fill(-1)
  for (let i = 0; i < alphabet.length; i++) places[alphabet.charCodeAt(i)] = i
  PLACES.set(alphabet, places)
  return places
}

/** The same from the last character on, the weights over and over. */
export function weightedBack(value: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < value.length; i++) {
    sum += digitAt(value, value.length - 1 - i) * (weights[i % weights.length] ?? 0)
  }
  return sum
}

/** One digit of a string. */
export function digitAt(value: string, at: number): number {
  return value.charCodeAt(at) - 48
}

/** The last digit of a string. */
export function lastDigit(value: string): number {
  return digitAt(value, value.length - 1)
}

/** The sum of the digits of a number below 100. */
export function crossSum(number: number): number {
  return Math.floor(number / 10) + (number % 10)
}

/** The remainder of a number of any length; letters count from A = 10. Source: ISO 7064. */
export function remainder(value: string, modulus: number): number {
  let rest = 0
  for (const character of value) {
    const number = Number.parseInt(character, 36)
    rest = (rest * (number > 9 ? 100 : 10) + number) % modulus
  }
  return rest
}

/** Modulus 11, 10 over all digits, the check digit last. Source: ISO 7064. */
export function mod1110(digits: string): boolean {
  let check = 5
  for (let i = 0; i < digits.length; i++) {
    check = ((((check || 10) * 2) % 11) + digitAt(digits, i)) % 10
  }
  return check === 1
}

/** Modulus 11-2, the check character last, X for ten. Source: ISO 7064. */
export function mod112(value: string): boolean {
  let check = 0
  for (let i = 0; i < value.length - 1; i++) check = ((check + digitAt(value, i)) * 2) % 11
  const last = value.endsWith('X') ? 10 : lastDigit(value)
  return (check + last) % 11 === 1
}

const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const TURNS = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** The Verhoeff check over a string of digits. Source: Verhoeff 1969. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const turned = digitAt(TURNS[i % 8] ?? '', digitAt(digits, digits.length - 1 - i))
    check = digitAt(TIMES[check] ?? '', turned)
  }
  return check === 0
}

/** The Luhn check over letters and digits, which count by their place in the alphabet. */
export function luhnOver(value: string, alphabet: string): boolean {
  const base = alphabet.length
  let sum = 0
  for (let i = 0; i < value.length; i++) {
    const number = alphabet.indexOf(value.charAt(value.length - 1 - i))
    const doubled = i % 2 === 1 ? number * 2 : number
    sum += Math.floor(doubled / base) + (doubled % base)
  }
  return sum % base === 0
}

/** Tells whether the last letter of a Spanish number is the one that the digits before it determine. */
export function hasSpanishLetter(id: string): boolean {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(id.slice(0, -1)) % 23) === id.slice(-1)
}
