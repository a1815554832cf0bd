import type { MaskedCredential } from '../../analytics/contract/credentials.ts'
import { type Credential, type Stream, streamsOf } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { adapterOf } from './adapter.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
const instantOrNull = (ms: number | null): string | null => (ms === null ? null : instant(ms))

/** Credentials as people may see them, each with its streams. */
export async function credentialItems(
  env: Env,
  tenant: Tenant,
  place: Place,
  credentials: readonly Credential[],
): Promise<MaskedCredential[]> {
  const rows = await streamsOf(
    tenant,
    place.db,
    credentials.map(({ id }) => id),
  )
  const vendorIds = [...new Set(credentials.map(({ vendorId }) => vendorId))]
  const adapters = await Promise.all(vendorIds.map((id) => adapterOf(env, tenant, place, id)))
  const kinds = new Map(
    adapters.flatMap(
      (vendor) => vendor?.streams.map(({ name, kind }) => [`${vendor.id}/${name}`, kind] as const) ?? [],
    ),
  )
  return credentials.map((credential) => ({
    ...maskedCredential(credential),
    streams: rows
      .filter(({ credentialId }) => credentialId === credential.id)
      .map((row) => streamItem(row, kinds.get(`${credential.vendorId}/${row.stream}`) ?? '')),
  }))
}

/** What an audit entry says of a credential. */
export function maskedCredential(credential: Credential): Omit<MaskedCredential, 'streams'> {
  return {
    credential_id: credential.id,
    vendor_id: credential.vendorId,
    label: credential.label,
    kind: credential.kind,
    hint: credential.hint,
    fingerprint: credential.fingerprint,
    service_account: credential.serviceAccountHint,
    settings: credential.settings,
    status: credential.status,
    last_error: credential.lastError,
    created_by: credential.createdBy === '' ? null : credential.createdBy,
    created_at: instant(credential.createdAtMs),
    rotated_at: instantOrNull(credential.rotatedAtMs),
    checked_at: instantOrNull(credential.checkedAtMs),
    last_used_at: instantOrNull(credential.lastUsedAtMs),
  }
}

const streamItem = (row: Stream, kind: string): MaskedCredential['streams'][number] => ({
  stream: row.stream,
  kind,
  interval_s: row.intervalS,
  next_due_at: instant(row.nextDueAtMs),
  high_water_at: instantOrNull(row.highWaterAtMs),
  progress: historyRead(row),
  history_from: instantOrNull(row.historyFromMs),
  status: row.status,
  last_error: row.lastError,
})

/** How much of the history has been read, newest first, from 0 to 1. */
function historyRead({ historyFromMs, historyReadToMs, highWaterAtMs }: Stream): number {
  if (historyFromMs === null) return highWaterAtMs === null ? 0 : 1
  if (historyReadToMs === null || highWaterAtMs === null) return 0
  if (historyReadToMs <= historyFromMs) return 1
  const share = (highWaterAtMs - historyReadToMs) / (highWaterAtMs - historyFromMs)
  return Math.min(1, Math.max(0, share))
}
