/**
 * Chance without state: every draw is a pure function of the keys it is drawn with, so that any hour, person
 * or event can be computed alone and comes out the same each time.
 */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Folds one more key into a 32-bit hash. Source: the finalizer of MurmurHash3. */
export function mix(hash: number, key: number): number {
  let h = Math.imul(hash ^ key, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The 32-bit hash of a seed or label written as text (FNV-1a). */
export function hashText(text: string, from = 0x811c9dc5): number {
  let hash = from
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash, text.length)
}

/** A draw from [0, 1) that belongs to `hash` and `key`. */
export function share(hash: number, key: number): number {
  return mix(hash, key) / 4_294_967_296
}

/** An identifier of `length` characters that belongs to `hash`. */
export function idText(hash: number, length: number, alphabet = BASE62): string {
  let text = ''
  for (let i = 0; i < length; i++) text += alphabet.charAt(mix(hash, i + 1) % alphabet.length)
  return text
}

/** A sequence of draws from one hash, for what is composed piece by piece. */
export type Dice = {
  /** From [0, 1). */
  share(): number
  /** A whole number from 0 to `n - 1`. */
  below(n: number): number
  pick<T>(list: readonly T[]): T
  digits(n: number): string
}

/** Dice whose throws belong to `hash`. */
export function dice(hash: number): Dice {
  let thrown = 0
  const next = () => share(hash, ++thrown)
  const below = (n: number) => Math.floor(next() * n)
  return {
    share: next,
    below,
    pick: (list) => {
      const chosen = list[below(list.length)]
      if (chosen === undefined) throw new RangeError('nothing to pick from')
      return chosen
    },
    digits: (n) => Array.from({ length: n }, () => below(10)).join(''),
  }
}
