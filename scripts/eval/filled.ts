import type { Dice } from '../demo/chance.ts'

const SMALL = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const LETTERS = SMALL + SMALL.toUpperCase() + DIGITS
const ALPHABETS: Readonly<Record<string, string>> = {
  a: LETTERS,
  u: `${LETTERS}-_`,
  b: `${LETTERS}+/`,
  h: '0123456789abcdef',
  U: SMALL.toUpperCase() + DIGITS,
  l: SMALL + DIGITS,
  d: DIGITS,
}
/** A shape with its places drawn: `{40a}` gives forty of the alphabet `a`. */
export function filled(shape: string, throws: Dice): string {
  return shape.replaceAll(/\{(\d+)([a-zA-Z])\}/g, (_, length: string, alphabet: string) => {
    const from = ALPHABETS[alphabet] ?? ''
    return Array.from({ length: Number(length) }, () => from.charAt(throws.below(from.length))).join('')
  })
}
