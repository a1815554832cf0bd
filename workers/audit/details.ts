import { base64 } from '../../analytics/ledger/bytes.ts'
import { canonicalJson, type Json } from '../../analytics/ledger/canonical.ts'
import { digestKeyOf, digestOf, type LedgerEntry, type SealedPart } from '../../analytics/ledger/entry.ts'
import type { ShownPart } from '../../analytics/ledger/export-file.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type Bytes, base64url, fromBase64url, lengthPrefixed, utf8 } from '../vault/encoding.ts'
import { maskedDetails } from './mask.ts'
import type { OpenSubjectKey, SubjectKeys } from './subject-keys.ts'

/** What is known of an action beside the entry itself. */
export type Details = { before?: unknown; after?: unknown; address: string | null; userAgent: string | null }

/** Sealed details: what the entry says of them, and the envelopes, in the same order. */
export type Sealed = { parts: SealedPart[]; envelopes: string[] }

const version = 'v1'
const ivBytes = 12
/** Units: UTF-16 code units of canonical JSON. */
const changeMax = 64 * 1024

/**
 * Seals the details of an entry: where an action came from under the key of who did it, what it changed under the key
 * of whom it is about. Erasing one of them leaves the other's part. Nothing is kept for a subject that was erased.
 */
export async function sealDetails(
  keys: SubjectKeys,
  tenant: Tenant,
  entry: { id: string; actor: string; about: string },
  details: Details,
  nowMs: number,
): Promise<Sealed> {
  const origin = present({ address: details.address, user_agent: details.userAgent?.slice(0, 512) ?? null })
  const change = limited(present({ before: maskedPart(details.before), after: maskedPart(details.after) }))
  const parts =
    entry.actor === entry.about
      ? [{ subject: entry.actor, members: { ...origin, ...change } }]
      : [
          { subject: entry.actor, members: origin },
          { subject: entry.about, members: change },
        ]
  const sealed = await Promise.all(
    parts
      .filter(({ members }) => Object.keys(members).length > 0)
      .map(async ({ subject, members }) => {
        const key = await keys.forWriting(tenant, subject, nowMs)
        if (key === null) return []
        const text = canonicalJson(members)
        const digest = digestOf(digestKeyOf(key.digest, entry.id), text)
        return [{ part: { subject, digest }, envelope: await seal(key, tenant, subject, entry.id, text) }]
      }),
  )
  const whole = sealed.flat()
  return { parts: whole.map(({ part }) => part), envelopes: whole.map(({ envelope }) => envelope) }
}

const maskedPart = (value: unknown): Json => (value === undefined ? null : maskedDetails(value))

const present = (members: Record<string, Json>): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(maskedDetails(members) as Record<string, Json>).filter(([, value]) => value !== null),
  )

function limited(change: Record<string, Json>): Record<string, Json> {
  const { length } = canonicalJson(change)
  return length <= changeMax ? change : { after: `[left out: ${length} characters]` }
}

async function seal(
  key: OpenSubjectKey,
  tenant: Tenant,
  subject: string,
  id: string,
  text: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const additionalData = boundTo(tenant, subject, id)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key.seal, utf8(text))
  return [version, base64url(iv), base64url(new Uint8Array(sealed))].join('.')
}

/** An envelope opens for its own organization, subject and entry only. */
const boundTo = (tenant: Tenant, subject: string, id: string): Bytes =>
  lengthPrefixed([version, tenant.orgId, subject, id])

/** What could be opened of an entry's details; `erased` when a subject's key is gone, `damaged` when a part is not what was sealed. */
export type OpenedDetails = { shown: ShownPart[]; erased: boolean; damaged: boolean }

export async function openDetails(
  keys: ReadonlyMap<string, OpenSubjectKey>,
  tenant: Tenant,
  { id, sealed }: LedgerEntry,
  envelopes: readonly string[],
): Promise<OpenedDetails> {
  const opened: OpenedDetails = { shown: [], erased: false, damaged: envelopes.length !== sealed.length }
  for (const [index, { subject, digest }] of sealed.entries()) {
    const key = keys.get(subject)
    if (key === undefined) {
      opened.erased = true
      continue
    }
    const text = await open(key, tenant, subject, id, envelopes[index] ?? '')
    const digestKey = digestKeyOf(key.digest, id)
    if (text === null || digestOf(digestKey, text) !== digest) opened.damaged = true
    else opened.shown.push({ subject, key: base64(digestKey), text })
  }
  return opened
}

async function open(
  key: OpenSubjectKey,
  tenant: Tenant,
  subject: string,
  id: string,
  envelope: string,
): Promise<string | null> {
  const [head, ivText = '', sealedText = '', ...rest] = envelope.split('.')
  const iv = fromBase64url(ivText)
  const bytes = fromBase64url(sealedText)
  if (head !== version || rest.length > 0 || iv?.length !== ivBytes || bytes === null) return null
  const additionalData = boundTo(tenant, subject, id)
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key.seal, bytes)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    return null
  }
}
