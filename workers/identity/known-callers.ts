import { type ApiKey, apiKeyById } from '../../analytics/store/d1/api-keys.ts'
import { type Member, memberOfSession, tenantOf } from '../../analytics/store/d1/identity.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import type { Access } from './access.ts'
import { accessOfKey, accessOfMember } from './load-access.ts'
import { isOfKey, type Proof } from './proof.ts'

/**
 * A caller as the control plane had them. `changes` is what this isolate knew of when it began to read.
 * Units: `loadedAtMs` epoch milliseconds.
 */
export type Known = { tenant: Tenant; access: Access; changes: number; loadedAtMs: number } & (
  | { type: 'user'; member: Member }
  | { type: 'api_key'; key: ApiKey }
)

export type KnownCallers = {
  find(proof: Proof, nowMs: number): Known | null
  /** Reads the caller of a proof; null when there is none, or none any more. */
  load(proof: Proof, env: Env, nowMs: number): Promise<Known | null>
  forget(proof: Proof): void
  /** Remembers how many changes an organization's limiter has told of. */
  heard(orgId: string, changes: number): void
}

/** The second line: even a caller whom nobody said anything about is read again after this long. */
const knownMs = 10_000
const knownMax = 10_000

/** The callers that an isolate has read lately: most requests then cost no question to the control plane. */
export function createKnownCallers(): KnownCallers {
  const callers = new Map<string, Known>()
  const organizations = new Map<string, string>()
  const changes = new Map<string, number>()
  const remember = <Value>(map: Map<string, Value>, key: string, value: Value): void => {
    if (map.size >= knownMax) map.clear()
    map.set(key, value)
  }
  const changesOf = (proof: Proof): number => {
    const orgId = proof.type === 'session' ? proof.claims.orgId : organizations.get(proof.keyId)
    return (orgId && changes.get(orgId)) || 0
  }
  return {
    find(proof, nowMs) {
      const known = callers.get(nameOf(proof))
      return known && nowMs - known.loadedAtMs < knownMs ? known : null
    },
    async load(proof, env, nowMs) {
      const heard = changesOf(proof)
      const known = await read(proof, env, nowMs, heard)
      if (known === null) return null
      remember(callers, nameOf(proof), known)
      if (proof.type !== 'session') remember(organizations, proof.keyId, known.tenant.orgId)
      return known
    },
    forget: (proof) => void callers.delete(nameOf(proof)),
    heard: (orgId, count) => remember(changes, orgId, count),
  }
}

const nameOf = (proof: Proof): string =>
  proof.type === 'session' ? `session:${proof.claims.sessionId}` : `api_key:${proof.keyId}`

async function read(proof: Proof, env: Env, nowMs: number, changes: number): Promise<Known | null> {
  const found =
    proof.type === 'session'
      ? await readMember(proof.claims.sessionId, env, nowMs)
      : await readKey(proof.keyId, env, (key) => isOfKey(proof, key, nowMs))
  return found && { ...found, changes, loadedAtMs: nowMs }
}

async function readMember(sessionId: string, env: Env, nowMs: number) {
  const place = placeOf(env, env.REGION)
  const member = await memberOfSession(place.db, sessionId, nowMs)
  if (member === null) return null
  const tenant = tenantOf(member.organization)
  const access = await accessOfMember(tenant, place, { userId: member.user.id, role: member.role })
  return { type: 'user' as const, member, tenant, access }
}

/** A key that is not meant takes no longer than one that does not exist: its access is not read. */
async function readKey(keyId: string, env: Env, isMeant: (key: ApiKey) => boolean) {
  const place = placeOf(env, env.REGION)
  const found = await apiKeyById(place.db, keyId)
  if (found === null || !isMeant(found.key)) return null
  const tenant = tenantOf(found.organization)
  const access = await accessOfKey(tenant, place, found.key)
  return { type: 'api_key' as const, key: found.key, tenant, access }
}

/** What the holder of `session:<id>` or `api_key:<id>` may do as it stands; null when the proof has ended. */
export async function accessOfProof(name: string, env: Env, nowMs: number): Promise<Access | null> {
  const id = name.slice(name.indexOf(':') + 1)
  if (name.startsWith('session:')) return (await readMember(id, env, nowMs))?.access ?? null
  const found = await readKey(id, env, ({ revokedAtMs }) => revokedAtMs === null)
  return found?.access ?? null
}
