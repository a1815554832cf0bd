import {
  detector,
  type PatternDetector,
  type Severity,
  type Span,
  type Verdict,
  verdict,
} from '../detector.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

const ENTROPY_MIN = 3

/** A credential whose shape says nothing, and the name that stands right before it. */
interface NamedSecret {
  readonly code: `secret_${string}`
  readonly label: string
  readonly severity?: Severity
  /** The literals that the name begins with, in lower case. */
  readonly hints: readonly string[]
  /** The name and what parts it from the value, as the source of a regular expression. */
  readonly name: string
  /** The credential, as the source of a regular expression. */
  readonly value: string
  /** Credentials from the vendor's documentation. */
  readonly published?: readonly string[]
  /** Units: bits a character. */
  readonly entropyMin?: number
  /** What the text around must say. */
  readonly holds?: (text: string, span: Span) => boolean
  /** What the value itself must say. */
  readonly reads?: (value: string) => boolean
  /** Steps that a candidate is worth. */
  readonly cost?: number
  readonly find: readonly (readonly [text: string, value: string])[]
  readonly ignore: readonly (readonly [text: string, why: string])[]
}

/** Declares the detector of a credential that only its name gives away. */
export function namedSecret(declared: NamedSecret): Readonly<PatternDetector> {
  const { code, label, severity = 'critical', hints, name, value, published = [], find, ignore } = declared
  const whole = new RegExp(`^(?:${value})$`)
  return detector({
    code,
    label,
    category: 'secret',
    severity,
    dataType: 'secret',
    mechanism: 'keyword',
    hints,
    pattern: new RegExp(`(?:${name})(${value})(?![A-Za-z0-9_])`, 'iy'),
    locate: (text, match): Span | null => {
      const end = match.index + match[0].length
      const span = { start: end - (match[1]?.length ?? 0), end }
      return declared.holds?.(text, span) === false ? null : span
    },
    check: (text): Verdict | null => {
      if (published.includes(text)) return { ...verdict.proven, testValue: true }
      if (!whole.test(text) || isPlaceholder(text) || entropyOf(text) < (declared.entropyMin ?? ENTROPY_MIN))
        return null
      return declared.reads?.(text) === false ? null : verdict.proven
    },
    cost: declared.cost ?? 1,
    examples: { find, ignore },
  })
}
