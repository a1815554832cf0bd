import type { Rotation } from '../../analytics/contract/encryption.ts'
import { ok } from '../../analytics/result.ts'
import { dataKeysOf } from '../../analytics/store/d1/data-keys.ts'
import { countEnvelopes, envelopeStores } from '../../analytics/store/d1/envelopes.ts'
import { type KeyRotation, rotationsOf } from '../../analytics/store/d1/key-rotations.ts'
import { route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { auditEncryption, sealedEvents } from '../vault/encryption-audit.ts'
import { ringOf } from '../vault/index.ts'
import { beginKeyRotation, stepRotation } from '../vault/rotation.ts'

const rotationsShown = 20
const instant = (ms: number): string => new Date(ms).toISOString()

export const keyRing = route('GET /encryption/keys', {
  summary: 'Wrapping keys, data keys with what they seal, and rotations. Never key material.',
  permission: 'audit:read',
  async handle({ env, tenant, place }) {
    const { service, keks } = ringOf(env)
    const ofTenant = envelopeStores.filter(({ owner }) => owner === 'organization')
    const [keys, rotations, events, ...stores] = await Promise.all([
      dataKeysOf(place.db, tenant.orgId),
      rotationsOf(tenant, place.db, rotationsShown),
      sealedEvents(tenant, place),
      ...ofTenant.map((store) => countEnvelopes(tenant, place.db, store)),
    ])
    const sealed = [
      ...stores.flat(),
      ...(events ?? []).map(({ dek_id, records }) => ({ dekId: dek_id, records })),
    ]
    const recordsOf = (dekId: string): number =>
      sealed.filter((each) => each.dekId === dekId).reduce((sum, { records }) => sum + records, 0)
    return ok({
      service,
      wrapping_keys: keks.map(({ kekId, status }) => ({ kek_id: kekId, status })),
      data_keys: keys.map(({ dekId, purpose, kekId, status, createdAtMs }) => ({
        dek_id: dekId,
        purpose,
        kek_id: kekId,
        status,
        records: recordsOf(dekId),
        created_at: instant(createdAtMs),
      })),
      counted: events !== null,
      rotations: rotations.map(rotationItem),
    })
  },
})

export const keyRotation = route('POST /encryption/rotate', {
  summary: 'Take new data keys into use and seal everything again with them, or wrap every key anew.',
  success: 202,
  permission: 'encryption:write',
  audit: 'encryption.rotation_started',
  async handle({ env, tenant, place, body, caller, nowMs, trail, waitUntil }) {
    const { scope } = body
    const begun = await beginKeyRotation(env, tenant, place, { scope, startedBy: subjectOf(caller), nowMs })
    if (!begun.ok) return begun
    const rotation = begun.value
    trail.target = rotation.id
    trail.after = { scope, total: rotation.total }
    waitUntil(stepRotation(env, tenant, place, rotation))
    return ok(rotationItem(rotation))
  },
})

export const encryptionAudit = route('GET /encryption/audit', {
  summary: 'Opens what is sealed and says under which key each record stands and whether it opens.',
  permission: 'audit:read',
  audit: 'encryption.audited',
  handle: async ({ env, tenant, place, nowMs }) => ok(await auditEncryption(env, tenant, place, nowMs)),
})

const rotationItem = (rotation: KeyRotation): Rotation => ({
  id: rotation.id,
  scope: rotation.scope,
  status: rotation.status,
  total: rotation.total,
  done: rotation.done,
  failed: rotation.failed,
  error: rotation.error,
  started_by: rotation.startedBy,
  started_at: instant(rotation.startedAtMs),
  finished_at: rotation.finishedAtMs === null ? null : instant(rotation.finishedAtMs),
})
