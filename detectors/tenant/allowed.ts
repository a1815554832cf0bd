import type { Finding } from '../detector.ts'
import { hexOf, utf8 } from '../engine/bytes.ts'
import { sha256 } from '../engine/sha256.ts'

/** A value that a tenant knows and does not want to hear of: as it is, or by its SHA-256 digest in hexadecimal. */
type Allowed = {
  /** Only for this detector; for all of them without it. */
  readonly code?: string
  readonly expiresAtMs?: number
} & ({ readonly value: string } | { readonly sha256: string })

/** A tenant's allow-list, and the moment at which it is asked. */
export interface AllowList {
  readonly entries: readonly Allowed[]
  readonly nowMs: number
}

/** Makes the question whether a finding in a text is allowed; what has expired allows nothing. */
export function allowing({ entries, nowMs }: AllowList): (text: string, finding: Finding) => boolean {
  const live = entries.filter(({ expiresAtMs = Number.POSITIVE_INFINITY }) => nowMs < expiresAtMs)
  const values = new Set(live.flatMap((one) => ('value' in one ? [keyOf(one.code, one.value)] : [])))
  const digests = new Set(
    live.flatMap((one) => ('sha256' in one ? [keyOf(one.code, one.sha256.toLowerCase())] : [])),
  )
  return (text, { code, start, end }) => {
    const value = text.slice(start, end)
    if (values.has(keyOf(code, value)) || values.has(keyOf(undefined, value))) return true
    if (digests.size === 0) return false
    const digest = hexOf(sha256(utf8(value)))
    return digests.has(keyOf(code, digest)) || digests.has(keyOf(undefined, digest))
  }
}

function keyOf(code: string | undefined, value: string): string {
  return `${code ?? ''} ${value}`
}
