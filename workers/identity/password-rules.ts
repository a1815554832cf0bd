import { passwordCharsMin } from '../../analytics/contract/accounts.ts'
import { commonWords } from './common-passwords.ts'

const distinctMin = 5
/** Characters that must be left when all that is easily guessed has been taken away. */
const ownCharsMin = 5
const aboutWordMin = 4
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  '01234567890',
]
const stepMin = 3

/**
 * Why a password is refused, or null. There is no rule of capitals and signs, which only moves people to the next
 * guessable form; what counts is how much is left beside what an attacker tries first. `about` is what is known of the
 * person: their address, their name, their organization.
 * Source: NIST SP 800-63B-4 §3.1.1.2 (length, block list, words of the context, no composition rules).
 */
export function passwordProblem(password: string, about: readonly string[]): string | null {
  const chars = [...password.normalize('NFKC')]
  if (chars.length < passwordCharsMin) return `Use at least ${passwordCharsMin} characters.`
  if (new Set(chars).size < distinctMin) return `Use at least ${distinctMin} different characters.`
  const text = chars.join('').toLowerCase()
  const named = wordsOf(about).find((word) => text.includes(word))
  if (named !== undefined) return 'Leave out your name, your address and the name of your organization.'
  const forms = [text, plain(text)]
  if (forms.some((form) => left(form) < ownCharsMin)) {
    return 'This is one of the passwords that are tried first. Put words together that others would not.'
  }
  return null
}

function wordsOf(about: readonly string[]): string[] {
  const parts = about.flatMap((text) => {
    const lower = text.normalize('NFKC').toLowerCase()
    const domainless = lower.includes('@') ? lower.slice(0, lower.lastIndexOf('@')) : lower
    return [domainless, ...domainless.split(/[^\p{L}\p{N}]+/u)]
  })
  return parts.filter((word) => [...word].length >= aboutWordMin)
}

/** Digits and signs that stand for letters, read as the letters. */
function plain(text: string): string {
  const letters: Record<string, string> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '8': 'b',
    '9': 'g',
    '@': 'a',
    $: 's',
    '!': 'i',
    '|': 'l',
    '+': 't',
    '€': 'e',
  }
  return [...text].map((char) => letters[char] ?? char).join('')
}

/** How many letters and digits are neither common words, nor runs, nor repeats, nor the digits of a year or a count. */
function left(text: string): number {
  let rest = text.replace(/[^\p{L}\p{N}]+/gu, '')
  for (const word of commonWords) if (rest.includes(word)) rest = rest.replaceAll(word, ' ')
  rest = withoutRuns(rest)
  rest = rest.replace(/(.{1,6}?)\1{2,}/gu, '$1').replace(/^(.{3,})\1+$/u, '$1')
  rest = rest.replace(/(?:19|20)\d\d/g, ' ').replace(/(?<!\d)\d{1,4}(?!\d)/g, ' ')
  return [...rest.replaceAll(' ', '')].length
}

/** Takes out runs along the alphabet, the digits or a keyboard's row, in either direction. */
function withoutRuns(text: string): string {
  const chars = [...text]
  const kept: string[] = []
  let from = 0
  while (from < chars.length) {
    let to = from + 1
    while (to < chars.length && isRun(chars.slice(from, to + 1).join(''))) to += 1
    if (to - from > stepMin) kept.push(' ')
    else kept.push(chars[from] ?? '')
    from = to - from > stepMin ? to : from + 1
  }
  return kept.join('')
}

function isRun(text: string): boolean {
  const reversed = [...text].reverse().join('')
  return rows.some((row) => row.includes(text) || row.includes(reversed)) || /^(.)\1*$/u.test(text)
}
