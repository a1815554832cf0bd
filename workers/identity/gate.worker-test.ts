import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Permission } from '../../analytics/contract/permissions.ts'
import { grantsChanged } from '../../analytics/store/d1/access-rules.ts'
import { addApiKey, apiKeyOf, changeApiKey } from '../../analytics/store/d1/api-keys.ts'
import { memberships, organizations, users } from '../../analytics/store/d1/schema/index.ts'
import { addSession, revokeSession } from '../../analytics/store/d1/sessions.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { doingOf } from '../audit.ts'
import type { Env } from '../environment.ts'
import { metered } from '../test-meter.ts'
import { type Calling, createGate, type Gate } from './caller.ts'
import { accessChanged } from './changes.ts'
import { onSessionsEnded } from './sessions-ended.ts'
import { secretHash, signAccessToken } from './tokens.ts'

const { db } = placeOf(env, env.REGION)
const tenant: Tenant = { orgId: 'org_g', region: env.REGION, plan: 'pro' }
const secret = 's'.repeat(43)
let signed: Env
let made = 0

beforeAll(async () => {
  const { privateKey } = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  const jwk = (await crypto.subtle.exportKey('jwk', privateKey)) as JsonWebKey
  signed = { ...env, JWT_SIGNING_KEY: JSON.stringify({ ...jwk, kid: 'k1' }) }
  await db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'G', region: env.REGION, plan: tenant.plan, createdAtMs: 0 })
})

async function newKey(change: Partial<Parameters<typeof addApiKey>[2]> = {}): Promise<string> {
  made += 1
  const id = `gatekey${String(made).padStart(3, '0')}`
  await addApiKey(tenant, db, {
    id,
    name: id,
    secretHash: await secretHash(secret),
    previousSecretHash: null,
    previousUntilMs: null,
    scopes: ['events:read'] satisfies Permission[],
    workspaceId: null,
    projectId: null,
    addresses: [],
    rateRequests: null,
    rateWindowS: null,
    createdBy: 'user:u',
    createdAtMs: 0,
    rotatedAtMs: null,
    expiresAtMs: null,
    revokedAtMs: null,
    ...change,
  })
  return id
}

const calling = (over: Partial<Env> = {}, headers: Record<string, string> = {}): Calling => {
  const request = new Request('http://api/api/v1/events', { headers })
  const work = createExecutionContext()
  return {
    request,
    url: new URL(request.url),
    env: { ...signed, ...over },
    nowMs: Date.now(),
    standings: [],
    waitUntil: (promise) => work.waitUntil(promise),
  }
}

/** `ok`, or the kind of the failure. */
async function word(
  gate: Gate,
  token: string,
  as: Calling = calling(),
  whenDown: 'allow' | 'refuse' = 'allow',
) {
  const caller = await gate.authenticateToken(token, as, whenDown)
  return caller.ok ? 'ok' : caller.failure.kind
}
const tokenOf = (id: string, text = secret): string => `afk_${id}_${text}`

async function change(id: string, to: Parameters<typeof changeApiKey>[3]): Promise<void> {
  const key = await apiKeyOf(tenant, db, id)
  if (!key || !(await changeApiKey(tenant, db, key, to))) throw new Error('it was not changed')
}

async function newSession(role: string): Promise<{ sessionId: string; userId: string; token: string }> {
  made += 1
  const [userId, sessionId] = [`user_g${made}`, `session_g${made}`]
  await db
    .insert(users)
    .values({ id: userId, email: `${userId}@g.test`, name: 'U', passwordHash: '', createdAtMs: 0 })
  await db.insert(memberships).values({ orgId: tenant.orgId, userId, role, createdAtMs: 0 })
  await addSession(db, {
    id: sessionId,
    orgId: tenant.orgId,
    userId,
    refreshHash: '',
    previousRefreshHash: null,
    userAgent: '',
    address: '',
    rotatedAtMs: 0,
    createdAtMs: 0,
    expiresAtMs: Date.now() + 3_600_000,
    revokedAtMs: null,
  })
  const claims = { userId, orgId: tenant.orgId, sessionId }
  return { userId, sessionId, token: await signAccessToken(signed.JWT_SIGNING_KEY, claims, Date.now()) }
}

describe('a caller whom an isolate knows', () => {
  it('costs no question to the control plane until something changes', async () => {
    const token = tokenOf(await newKey())
    const gate = createGate()
    await word(gate, token)
    const { env: meteredEnv, meter } = metered(signed)
    expect(await word(gate, token, calling(meteredEnv))).toBe('ok')
    // The one call is the limiter's.
    expect(meter.calls).toBe(1)
    await accessChanged(signed, tenant, [], Date.now())
    expect(await word(gate, token, calling(meteredEnv))).toBe('ok')
    expect(meter.calls).toBeGreaterThan(3)
  })

  it('is refused at the next request in every isolate once the key is revoked', async () => {
    const id = await newKey()
    const gates = [createGate(), createGate()]
    for (const gate of gates) expect(await word(gate, tokenOf(id))).toBe('ok')
    await change(id, { revokedAtMs: Date.now() })
    await accessChanged(signed, tenant, [`api_key:${id}`], Date.now())
    for (const gate of gates) expect(await word(gate, tokenOf(id))).toBe('unauthenticated')
  })

  it('is refused at the next request in every isolate once the session has ended', async () => {
    const { userId, sessionId, token } = await newSession('viewer')
    const other = await newSession('viewer')
    const gates = [createGate(), createGate()]
    for (const gate of gates) expect(await word(gate, token)).toBe('ok')
    await revokeSession(db, userId, sessionId, Date.now())
    const doing = doingOf({ ...calling(), requestId: 'r' }, { tenant, subject: 'user:u' })
    await onSessionsEnded(doing, [sessionId])
    for (const gate of gates) {
      expect([await word(gate, token), await word(gate, other.token)]).toEqual(['unauthenticated', 'ok'])
    }
  })

  it('has the new role at the next request in every isolate, and is refused when no longer a member', async () => {
    const { userId, token } = await newSession('viewer')
    const gates = [createGate(), createGate()]
    const may = async (gate: Gate) => {
      const caller = await gate.authenticateToken(token, calling(), 'allow')
      return caller.ok && caller.value.access.may('members:write', {}, Date.now())
    }
    expect(await Promise.all(gates.map(may))).toEqual([false, false])
    await env.DB.prepare(`UPDATE memberships SET role = 'admin' WHERE user_id = ?`).bind(userId).run()
    await grantsChanged(tenant, db)
    await accessChanged(signed, tenant, [], Date.now())
    expect(await Promise.all(gates.map(may))).toEqual([true, true])
    await env.DB.prepare('DELETE FROM memberships WHERE user_id = ?').bind(userId).run()
    await grantsChanged(tenant, db)
    await accessChanged(signed, tenant, [], Date.now())
    for (const gate of gates) expect(await word(gate, token)).toBe('unauthenticated')
  })

  it('may show a secret that was rotated in after they were read, and the one before until its grace is over', async () => {
    const id = await newKey()
    const gate = createGate()
    expect(await word(gate, tokenOf(id))).toBe('ok')
    const next = 'n'.repeat(43)
    await change(id, {
      secretHash: await secretHash(next),
      previousSecretHash: await secretHash(secret),
      previousUntilMs: Date.now() + 60_000,
    })
    expect(await word(gate, tokenOf(id, next))).toBe('ok')
    expect(await word(gate, tokenOf(id))).toBe('ok')
    const later = { ...calling(), nowMs: Date.now() + 60_001 }
    expect([await word(gate, tokenOf(id), later), await word(gate, tokenOf(id, next), later)]).toEqual([
      'unauthenticated',
      'ok',
    ])
  })

  it('is held to their own limit, and told which one it was', async () => {
    const token = tokenOf(await newKey({ rateRequests: 3, rateWindowS: 60 }))
    const gate = createGate()
    for (let sent = 0; sent < 3; sent += 1) expect(await word(gate, token)).toBe('ok')
    const as = calling()
    const refused = await gate.authenticateToken(token, as, 'allow')
    expect(refused).toMatchObject({ failure: { kind: 'rate_limited', violated: ['key'] } })
    expect(as.standings).toMatchObject([{ name: 'key', remaining: 0 }, { name: 'organization' }])
  })

  it('has no more than the plan gives, whatever the key says', async () => {
    const token = tokenOf(await newKey({ rateRequests: 900_000, rateWindowS: 60 }))
    const as = calling()
    expect(await word(createGate(), token, as)).toBe('ok')
    expect(as.standings[0]).toMatchObject({ quota: 30_000 })
  })

  it('never passes their limit in an isolate with many requests at once', async () => {
    const token = tokenOf(await newKey({ rateRequests: 40, rateWindowS: 60 }))
    const gates = [createGate(), createGate()]
    for (const gate of gates) expect(await word(gate, token)).toBe('ok')
    const words = await Promise.all(
      Array.from({ length: 120 }, (_, index) => word(gates[index % 2] as Gate, token)),
    )
    expect(words.filter((one) => one === 'ok')).toHaveLength(38)
    expect(words.filter((one) => one === 'rate_limited')).toHaveLength(82)
  })
})

describe('a key', () => {
  it.each<[string, Partial<Parameters<typeof addApiKey>[2]>]>([
    ['that has run out', { expiresAtMs: 1 }],
    ['that was revoked', { revokedAtMs: 1 }],
    ['from another address', { addresses: ['192.0.2.0/24'] }],
  ])('%s is refused', async (_, change) => {
    const as = calling({}, { 'cf-connecting-ip': '198.51.100.7' })
    expect(await word(createGate(), tokenOf(await newKey(change)), as)).toBe('unauthenticated')
  })

  it('from one of its addresses is taken, and not because the client says that it is', async () => {
    const token = tokenOf(await newKey({ addresses: ['192.0.2.0/24', '2001:db8::/32'] }))
    const from = (address: string, more = {}) => calling({}, { 'cf-connecting-ip': address, ...more })
    const gate = createGate()
    expect(await word(gate, token, from('192.0.2.200'))).toBe('ok')
    expect(await word(gate, token, from('2001:db8::1'))).toBe('ok')
    const claimed = { 'x-forwarded-for': '192.0.2.1', 'x-real-ip': '192.0.2.1', forwarded: 'for=192.0.2.1' }
    expect(await word(gate, token, from('198.51.100.7', claimed))).toBe('unauthenticated')
  })

  it('that is wrong again and again is stopped by address, and no other address is', async () => {
    const gate = createGate()
    const id = await newKey()
    const few = { PUBLIC_REQUESTS_PER_MINUTE: '3' }
    const from = (address: string) => calling(few, { 'cf-connecting-ip': address })
    const guess = (address: string) => word(gate, tokenOf(id, 'g'.repeat(43)), from(address))
    for (let tried = 0; tried < 3; tried += 1) expect(await guess('203.0.113.5')).toBe('unauthenticated')
    expect(await guess('203.0.113.5')).toBe('rate_limited')
    expect(await guess('203.0.113.6')).toBe('unauthenticated')
    expect(await word(gate, tokenOf(id), from('203.0.113.5'))).toBe('ok')
  })
})

describe('an address', () => {
  it('may register ten organizations an hour, its whole IPv6 network together', async () => {
    const gate = createGate()
    const register = async (address: string) => {
      const as = calling({ REGISTRATIONS_PER_HOUR: '10' }, { 'cf-connecting-ip': address })
      const admitted = await gate.admitAddress(as, 'registration', 'refuse')
      return admitted.ok ? 'ok' : admitted.failure
    }
    for (let sent = 0; sent < 10; sent += 1) {
      expect(await register(`2001:db8:1:2::${sent}`)).toBe('ok')
    }
    const refused = await register('2001:db8:1:2:ffff::1')
    expect(refused).toMatchObject({ kind: 'rate_limited', violated: ['registration'] })
    expect(refused).toHaveProperty('retryAfterS', expect.any(Number))
    expect(await register('2001:db8:1:3::1')).toBe('ok')
  })
})

describe('while the limiter does not answer', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined))
  const RATE_LIMITER = {
    getByName: () => ({ judge: () => Promise.reject(new Error('away')) }),
  } as unknown as Env['RATE_LIMITER']

  it('a route that allows it is answered, but not to a key that was revoked meanwhile', async () => {
    const id = await newKey()
    const gate = createGate()
    expect(await word(gate, tokenOf(id))).toBe('ok')
    expect(await word(gate, tokenOf(id), calling({ RATE_LIMITER }))).toBe('ok')
    await change(id, { revokedAtMs: Date.now() })
    expect(await word(gate, tokenOf(id), calling({ RATE_LIMITER }))).toBe('unauthenticated')
  })

  it('a route that refuses it answers 503, by key and by address', async () => {
    const id = await newKey()
    expect(await word(createGate(), tokenOf(id), calling({ RATE_LIMITER }), 'refuse')).toBe('unavailable')
    const byAddress = await createGate().admitAddress(calling({ RATE_LIMITER }), 'address', 'refuse')
    expect(byAddress).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    expect(await createGate().admitAddress(calling({ RATE_LIMITER }), 'address', 'allow')).toMatchObject({
      ok: true,
    })
  })
})
