import {
  addSubjectKey,
  destroySubjectKey,
  type SubjectKey,
  subjectKeysOf,
} from '../../analytics/store/d1/subject-keys.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type Bytes, utf8 } from '../vault/encoding.ts'
import type { KeyOwner, KeyRing } from '../vault/key-ring.ts'

/** A subject's key, opened: one half seals, the other makes digests. */
export type OpenSubjectKey = { seal: CryptoKey; digest: Bytes }

/** Keys of the subjects of one region's ledgers. */
export type SubjectKeys = {
  /** For writing; made when there is none yet. Null for a subject that was erased. */
  forWriting(tenant: Tenant, subject: string, nowMs: number): Promise<OpenSubjectKey | null>
  /** For reading, as they stand this moment; those that were destroyed are missing. */
  forReading(tenant: Tenant, subjects: readonly string[]): Promise<Map<string, OpenSubjectKey>>
  destroy(tenant: Tenant, subject: string, nowMs: number): Promise<void>
}

/** A key destroyed elsewhere is still written with for at most this long; it is never read with. */
const cacheMs = 5 * 60_000
const cachedMax = 5_000

export function subjectKeys(ring: KeyRing, { db }: Place): SubjectKeys {
  const cache = new Map<string, { key: OpenSubjectKey; untilMs: number }>()
  const nameOf = (tenant: Tenant, subject: string) => JSON.stringify([tenant.orgId, subject])

  return {
    async forWriting(tenant, subject, nowMs) {
      const name = nameOf(tenant, subject)
      const hit = cache.get(name)
      if (hit !== undefined && nowMs < hit.untilMs) return hit.key
      const [known] = await subjectKeysOf(tenant, db, [subject])
      const stored = known ?? (await addSubjectKey(tenant, db, await minted(ring, tenant, subject), nowMs))
      const key = await opened(ring, tenant, stored)
      if (key === null) return null
      if (cache.size >= cachedMax) cache.clear()
      cache.set(name, { key, untilMs: nowMs + cacheMs })
      return key
    },

    async forReading(tenant, subjects) {
      const stored = await subjectKeysOf(tenant, db, subjects)
      const keys = await Promise.all(
        stored.map(async (key) => [key.subject, await opened(ring, tenant, key)] as const),
      )
      return new Map(keys.flatMap(([subject, key]) => (key === null ? [] : [[subject, key] as const])))
    },

    async destroy(tenant, subject, nowMs) {
      await destroySubjectKey(tenant, db, subject, nowMs)
      cache.delete(nameOf(tenant, subject))
    },
  }
}

async function minted(ring: KeyRing, tenant: Tenant, subject: string): Promise<SubjectKey> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt'])
  bytes.fill(0)
  return { subject, kekId: ring.activeId, wrapped: await ring.wrap(key, ownerOf(tenant, subject)) }
}

/** Whose key it is, for a key service outside. */
export const ownerOf = ({ orgId }: Pick<Tenant, 'orgId'>, subject: string): KeyOwner => ({
  orgId,
  keyId: `subject:${subject}`,
})

async function opened(
  ring: KeyRing,
  tenant: Tenant,
  { subject, kekId, wrapped }: SubjectKey,
): Promise<OpenSubjectKey | null> {
  if (wrapped === null) return null
  const root = await ring.unwrapRoot(kekId, wrapped, ownerOf(tenant, subject))
  const by = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(0),
    info: utf8(`aegisflow/audit/${info}/v1`),
  })
  const [seal, digest] = await Promise.all([
    crypto.subtle.deriveKey(by('details'), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.deriveBits(by('digest'), root, 256),
  ])
  return { seal, digest: new Uint8Array(digest) }
}
