import type { ApiKeyItem } from '../../analytics/contract/api-keys.ts'
import { type Permission, permission } from '../../analytics/contract/permissions.ts'
import { type ApiKey, changeApiKey } from '../../analytics/store/d1/api-keys.ts'
import type { ControlPlane } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { keyRateOf } from './limits.ts'
import { randomSecret, secretHash } from './tokens.ts'

export type KeyUse = { requests: number; lastUsedAtMs: number }

/** An API key as its holder writes it down. */
export const keyText = (id: string, secret: string): string => `afk_${id}_${secret}`

const iso = (atMs: number): string => new Date(atMs).toISOString()
const isoOrNull = (atMs: number | null): string | null => (atMs === null ? null : iso(atMs))

/** A key as people see it: everything but its secret. */
export function keyItem(key: ApiKey, tenant: Tenant, use: KeyUse | undefined, nowMs: number): ApiKeyItem {
  const isExpired = key.expiresAtMs !== null && key.expiresAtMs <= nowMs
  const { requests, windowS } = keyRateOf(key, tenant)
  const hasPrevious = key.previousSecretHash !== null && (key.previousUntilMs ?? 0) > nowMs
  return {
    key_id: key.id,
    name: key.name,
    prefix: keyText(key.id, ''),
    scopes: knownScopes(key),
    workspace_id: key.workspaceId,
    project_id: key.projectId,
    addresses: key.addresses,
    rate_limit: { requests, window_s: windowS },
    status: key.revokedAtMs !== null ? 'revoked' : isExpired ? 'expired' : 'active',
    created_by: key.createdBy,
    created_at: iso(key.createdAtMs),
    rotated_at: isoOrNull(key.rotatedAtMs),
    previous_until: hasPrevious ? isoOrNull(key.previousUntilMs) : null,
    expires_at: isoOrNull(key.expiresAtMs),
    revoked_at: isoOrNull(key.revokedAtMs),
    last_used_at: use && use.lastUsedAtMs > 0 ? iso(use.lastUsedAtMs) : null,
    requests: use?.requests ?? 0,
  }
}

/** A scope that was since taken off the list gives nothing. */
export const knownScopes = (key: Pick<ApiKey, 'scopes'>): Permission[] =>
  key.scopes.flatMap((scope) => permission.safeParse(scope).data ?? [])

/**
 * Puts a new secret in place of a key's, the old one good for the grace; null when another change came first.
 * Units: `graceMs` milliseconds.
 */
export async function rotateKey(
  tenant: Tenant,
  db: ControlPlane,
  key: ApiKey,
  graceMs: number,
  nowMs: number,
): Promise<{ key: ApiKey; secret: string } | null> {
  const secret = randomSecret()
  const change = {
    secretHash: await secretHash(secret),
    previousSecretHash: graceMs === 0 ? null : key.secretHash,
    previousUntilMs: graceMs === 0 ? null : nowMs + graceMs,
    rotatedAtMs: nowMs,
  }
  const isDone = await changeApiKey(tenant, db, key, change)
  return isDone ? { key: { ...key, ...change }, secret } : null
}
