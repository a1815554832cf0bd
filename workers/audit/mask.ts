import type { Json } from '../../analytics/ledger/canonical.ts'

const masked = '[masked]'
const depthMax = 12
const itemsMax = 1_000
/** Units: UTF-16 code units. */
const textMax = 4_096

/** Names of members whose text is never written down, in snake case. */
const secretNames =
  /(?:^|_)(?:pass(?:word|phrase|wd)?|secret|token|bearer|authorization|cookie|csrf|otp|totp|(?:recovery|totp|verification)_codes?|pepper|salt|private_key|signing_key|api_key|access_key|kek|dek)(?:_hash|_envelope|_text)?$/

/** Secrets by their shape, wherever they stand in a text. */
const secretShapes: readonly RegExp[] = [
  /\bafk_[A-Za-z0-9]{4,64}_[A-Za-z0-9_-]{16,256}/g,
  /\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,512}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|whsec_|AKIA|ASIA|AIza|ya29\.)[A-Za-z0-9_./+=-]{12,512}/g,
  /\bey[A-Za-z0-9_-]{8,2048}\.[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,2048}/g,
  /\$(?:argon2(?:id?|d)|2[aby]|scrypt|pbkdf2[\w-]*)\$[^\s"']{8,512}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{8,4096}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bv1\.[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{16,}/g,
]

const withoutSecrets = (text: string): string =>
  secretShapes.reduce((left, shape) => left.replace(shape, masked), text)

const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()

/**
 * A value as it may be sealed into an entry: secrets are masked by the name of their member, by their shape and by
 * their type, and what is no plain JSON is said as text. Never throws, whatever it is given.
 */
export function maskedDetails(value: unknown): Json {
  return walk(value, new Set(), 0) ?? null
}

function walk(value: unknown, above: ReadonlySet<object>, depth: number): Json | undefined {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return maskedText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object') return undefined
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if ('reveal' in value) return masked
  if (above.has(value) || depth >= depthMax) return '[too deep]'
  const inside = new Set([...above, value])
  if (Array.isArray(value))
    return value.slice(0, itemsMax).map((item) => walk(item, inside, depth + 1) ?? null)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]'
  const members = Object.entries(value instanceof Map ? Object.fromEntries(value) : value).slice(0, itemsMax)
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const plain = isSecret(name, member) ? masked : walk(member, inside, depth + 1)
      return plain === undefined ? [] : [[maskedText(name), plain]]
    }),
  )
}

/** Text and bytes under a secret's name; a count or a flag of that name tells nothing. */
const isSecret = (name: string, value: unknown): boolean =>
  secretNames.test(snakeCase(name)) &&
  value !== '' &&
  (typeof value === 'string' || typeof value === 'object') &&
  value !== null

function maskedText(text: string): string {
  const plain = withoutSecrets(text.slice(0, 2 * textMax).toWellFormed())
  return text.length > 2 * textMax || plain.length > textMax
    ? `${plain.slice(0, textMax).toWellFormed()}… (${text.length})`
    : plain
}

const namesMax = 256

/**
 * A text of an entry's own bytes, which nothing erases: no secret, no address of a person, no control characters, and
 * at most 256 characters.
 */
export function maskedName(text: string): string {
  return withoutSecrets(text.slice(0, 2 * textMax).toWellFormed())
    .replace(/\p{Cc}/gu, ' ')
    .split(/([\s/])/)
    .map((word) => (/[@\uff20]/.test(word) ? '[email]' : word))
    .join('')
    .slice(0, namesMax)
    .toWellFormed()
}
