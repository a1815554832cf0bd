import { type Bytes, base64, fromBase64, utf8 } from './bytes.ts'
import { canonicalJson, type Json } from './canonical.ts'
import { hmacSha256 } from './sha256.ts'
import { type Hash, leafHash } from './tree.ts'

export const outcomes = ['intent', 'succeeded', 'failed', 'denied'] as const
export type Outcome = (typeof outcomes)[number]

/** Details that stand beside an entry under the key of one subject; the digest can be checked with its own key only. */
export type SealedPart = { subject: string; digest: string }

/**
 * One entry of the ledger. It names people by pseudonym only: whatever could tell who they are is in the sealed
 * details. Units: `at_ms` is the ledger's own clock, which never goes back; `prev` is base64.
 */
export type LedgerEntry = {
  v: 1
  /** Given by whoever appends: the same id is the same entry. */
  id: string
  org: string
  /** Its place in the tree, from 0. */
  seq: number
  at_ms: number
  actor: string
  action: string
  target: string
  outcome: Outcome
  request_id: string
  /** The intent that this is the outcome of. */
  intent_seq: number | null
  sealed: SealedPart[]
  /** The hash of the entry before. */
  prev: string
}

/** What stands before the first entry. */
export const noEntry = base64(new Uint8Array(32))

/** The entry's bytes as text. Source: RFC 8785. */
export const entryText = (entry: LedgerEntry): string => canonicalJson(entry)

/** An entry's hash: its leaf in the tree, and what the next one is chained to. */
export const entryHash = (text: string): Hash => leafHash(utf8(text))

/** What the digest of a sealed part is made with; telling it shows that part alone. */
export const digestOf = (key: Uint8Array, details: string): string => base64(hmacSha256(key, utf8(details)))

/** The key of one entry's digest under the subject's: equal details of two entries have digests that differ. */
export const digestKeyOf = (subjectKey: Uint8Array, entryId: string): Bytes =>
  hmacSha256(subjectKey, utf8(entryId))

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
const isHash = (value: unknown): boolean => isText(value) && fromBase64(value)?.length === 32
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const members: Record<keyof LedgerEntry, (value: unknown) => boolean> = {
  v: (value) => value === 1,
  id: isText,
  org: isText,
  seq: isCount,
  at_ms: isCount,
  actor: isText,
  action: isText,
  target: isText,
  outcome: (value) => outcomes.some((outcome) => outcome === value),
  request_id: isText,
  intent_seq: (value) => value === null || isCount(value),
  sealed: (value) =>
    Array.isArray(value) &&
    value.every(
      (part) =>
        isRecord(part) && Object.keys(part).length === 2 && isText(part.subject) && isHash(part.digest),
    ),
  prev: isHash,
}

/** The entry that a text is the canonical form of; null when it is none, or is written in any other way. */
export function parseEntry(text: string): LedgerEntry | null {
  let value: unknown
  try {
    value = JSON.parse(text)
    if (!isRecord(value) || canonicalJson(value as Json) !== text) return null
  } catch {
    return null
  }
  const record = value
  const names = Object.keys(members)
  const isWhole = Object.keys(record).length === names.length
  return isWhole && names.every((name) => members[name as keyof LedgerEntry](record[name]))
    ? (record as LedgerEntry)
    : null
}
