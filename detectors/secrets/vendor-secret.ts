import {
  detector,
  type PatternDetector,
  type Severity,
  type Span,
  type Verdict,
  verdict,
} from '../detector.ts'
import { isGlued } from '../engine/boundary.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

const ENTROPY_MIN = 3

/** What tells one vendor's credentials from all other text. */
interface VendorSecret {
  readonly code: `secret_${string}`
  readonly label: string
  readonly severity?: Severity
  /** The literals that a credential begins with, in lower case. */
  readonly hints: readonly string[]
  /** The credential from its hint on, as the source of a regular expression. */
  readonly shape: string
  /** What stands before the hint and belongs to the credential, and how long it may be, the longest first. */
  readonly lead?: { readonly shape: string; readonly lengths: readonly number[] }
  /** Made-up credentials of the true shape. */
  readonly samples: readonly string[]
  /** Credentials from the vendor's documentation. */
  readonly published?: readonly string[]
  /** Least entropy of what follows the literal. Units: bits a character. */
  readonly entropyMin?: number
  /** Steps that a candidate is worth. */
  readonly cost?: number
  /** What cannot be said by the shape. */
  readonly holds?: (value: string) => boolean
  readonly ignore?: readonly (readonly [text: string, why: string])[]
}

/** Declares the detector of a credential that its own first characters give away. */
export function vendorSecret(declared: VendorSecret): Readonly<PatternDetector> {
  const { code, label, severity = 'critical', hints, shape, lead, samples, published = [] } = declared
  const whole = new RegExp(`^(?:${lead?.shape ?? ''})(?:${shape})$`)
  const longest = hints.reduce((most, hint) => Math.max(most, hint.length), 0)
  const prefixOf = (value: string) => {
    const head = value.slice(0, longest).toLowerCase()
    return hints.find((hint) => head.startsWith(hint) || begins(head, hint)) ?? ''
  }
  const check = (value: string): Verdict | null => {
    if (published.includes(value)) return { ...verdict.proven, testValue: true }
    const body = value.slice(prefixOf(value).length)
    if (!whole.test(value) || isPlaceholder(body)) return null
    if (entropyOf(body) < (declared.entropyMin ?? ENTROPY_MIN)) return null
    return declared.holds?.(value) === false ? null : verdict.proven
  }
  return detector({
    code,
    label,
    category: 'secret',
    severity,
    dataType: 'secret',
    mechanism: 'vendor_prefix',
    hints,
    pattern: new RegExp(`(?:${shape})(?![A-Za-z0-9_])`, 'y'),
    ...(lead === undefined ? { alone: true } : { locate: locator(lead) }),
    check,
    cost: declared.cost ?? (lead === undefined ? 1 : 3),
    examples: {
      find: [...samples, ...published].flatMap((sample) => finds(sample)),
      ignore: [...ignores(samples[0] ?? '', prefixOf(samples[0] ?? '')), ...(declared.ignore ?? [])],
    },
  })
}

function locator({ shape, lengths }: { shape: string; lengths: readonly number[] }) {
  const leads = new RegExp(`^(?:${shape})$`)
  return (text: string, match: RegExpExecArray): Span | null => {
    for (const length of lengths) {
      const start = match.index - length
      if (start < 0 || isGlued(text, start) || !leads.test(text.slice(start, match.index))) continue
      return { start, end: match.index + match[0].length }
    }
    return null
  }
}

/** Tells whether a value in small letters begins with a hint that has a `0`, which is any digit. */
function begins(value: string, hint: string): boolean {
  if (!hint.includes('0') || value.length < hint.length) return false
  for (let i = 0; i < hint.length; i++) {
    const letter = value.charAt(i)
    if (letter !== hint[i] && !(hint[i] === '0' && /\d/.test(letter))) return false
  }
  return true
}

function finds(sample: string): readonly (readonly [string, string])[] {
  return [
    [`export KEY=${sample}`, sample],
    [`{"key":"${sample}","n":1}`, sample],
    [`curl -H 'X-Key: ${sample}' https://api.contoso.com`, sample],
    [`log: first line\\n${sample}\\nlast line`, sample],
  ]
}

function ignores(sample: string, prefix: string): readonly (readonly [string, string])[] {
  const literal = sample.slice(0, prefix.length)
  return [
    [`key=${literal}${'x'.repeat(sample.length - literal.length)}`, 'a placeholder'],
    [`key=${literal}<your key here>`, 'a template'],
    [`key=${sample.slice(0, prefix.length + 3)}`, 'cut short'],
    [`key=Q${sample}`, 'part of a longer word'],
  ]
}
