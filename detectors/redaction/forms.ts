import type { Finding } from '../detector.ts'
import { hexOf, utf8 } from '../engine/bytes.ts'
import { hmacSha256 } from '../engine/sha256.ts'
import { pseudonymOf } from './pseudonym.ts'

/** What stands where something was found. */
export type Form =
  /** The same words everywhere, `[REDACTED]` unless told otherwise. */
  | { readonly as?: 'placeholder'; readonly form?: string }
  /** A star for each character. */
  | { readonly as: 'mask' }
  /** The detector's code in brackets. */
  | { readonly as: 'label' }
  /** The last four letters and digits stay, and what parts the groups; a value of fewer than eight is masked. */
  | { readonly as: 'partial' }
  /** The code and 64 bits of a keyed digest: equal values look equal, and nobody without the key can try values. */
  | { readonly as: 'hash'; readonly key: Uint8Array }
  /** Other characters of the same kinds, the same for the same value; `restore` takes it back with the key. */
  | { readonly as: 'pseudonym'; readonly key: Uint8Array }

const KEPT_CHARS = 4
const PARTIAL_MIN = 8
const DIGEST_BYTES = 8
const SEPARATOR = /[\s()@./:,_+-]/

/** What stands for a value that was found. */
export function formOf(form: Form, value: string, { code }: Finding): string {
  switch (form.as) {
    case 'mask':
      return '*'.repeat([...value].length)
    case 'label':
      return `[${code}]`
    case 'partial':
      return partOf(value)
    case 'hash':
      return `[${code}:${digestOf(form.key, `${code} ${value}`)}]`
    case 'pseudonym':
      return pseudonymOf(value, form.key, 'to')
    default:
      return form.form ?? '[REDACTED]'
  }
}

function partOf(value: string): string {
  const characters = [...value]
  const told = characters.filter((one) => !SEPARATOR.test(one)).length
  let left = told < PARTIAL_MIN ? told : told - KEPT_CHARS
  return characters.map((one) => (SEPARATOR.test(one) || left-- <= 0 ? one : '*')).join('')
}

function digestOf(key: Uint8Array, message: string): string {
  const own = hmacSha256(key, utf8('aegisflow redaction hash'))
  return hexOf(hmacSha256(own, utf8(message)).subarray(0, DIGEST_BYTES))
}
