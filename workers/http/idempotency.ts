import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { beginIdempotent, endIdempotent, freeIdempotent } from '../../analytics/store/d1/idempotency.ts'
import type { Doing } from '../audit.ts'
import { contentHash } from '../content-hash.ts'
import { vaultOf } from '../vault/index.ts'
import type { Failure } from './failure.ts'

const keptMs = 86_400_000
/** A write that takes longer was cut off; nobody knows what came of it. */
const underWayMsMax = 60_000
const keyCharsMax = 255
const keptAnswer = z.object({ status: z.number(), body: z.unknown() })

/** The key of a request, with or without the quotes of a structured field; null without one. */
export function idempotencyKeyOf(request: Request): Result<string | null, Failure> {
  const given = request.headers.get('idempotency-key')
  if (given === null) return ok(null)
  const key = given.trim().replace(/^"(.*)"$/, '$1')
  if (key.length > 0 && key.length <= keyCharsMax) return ok(key)
  return fail({ kind: 'bad_request', message: `An Idempotency-Key has 1 to ${keyCharsMax} characters.` })
}

const otherRequest: Result<never, Failure> = fail({
  kind: 'invalid',
  issues: [{ path: 'Idempotency-Key', message: 'It was used for another request.' }],
})

/**
 * For a write whose parts are known by their ids wherever they arrive: a repeat goes on, and nothing is kept of the
 * answer. Errors: 422 for another request under the same name of the organization within a day.
 */
export async function sameRequest(
  { tenant, place, nowMs }: Pick<Doing, 'tenant' | 'place' | 'nowMs'>,
  asked: { name: string; request: string },
): Promise<Result<null, Failure>> {
  const name = await contentHash(asked.name)
  const fingerprint = await contentHash(asked.request)
  const known = await beginIdempotent(tenant, place.db, name, fingerprint, nowMs, nowMs - keptMs)
  return known === null || known.fingerprint === fingerprint ? ok(null) : otherRequest
}

type Answering = { status: number; headers: Headers }

/**
 * Runs a write once per key, caller and route within a day; a repeat gets the answer of the first, marked
 * `Idempotency-Replayed`. What fails is forgotten and may be tried again. Errors: 422 for another request under the
 * same key, 409 while the first is under way.
 * Source: draft-ietf-httpapi-idempotency-key-header-07.
 */
export async function once(
  { env, tenant, place, subject, nowMs }: Doing,
  asked: { route: string; key: string; request: string },
  answer: Answering,
  work: () => Promise<Result<unknown, Failure>>,
): Promise<Result<unknown, Failure>> {
  const name = await contentHash(JSON.stringify([subject, asked.route, asked.key]))
  const fingerprint = await contentHash(asked.request)
  const vault = vaultOf(env, place)
  const at = { orgId: tenant.orgId, table: 'idempotent_answers', column: 'answer_envelope', rowId: name }
  const known = await beginIdempotent(tenant, place.db, name, fingerprint, nowMs, nowMs - keptMs)
  if (known !== null) {
    if (known.fingerprint !== fingerprint) return otherRequest
    if (known.answerEnvelope === null) {
      const isUnderWay = nowMs - known.createdAtMs < underWayMsMax
      const message = isUnderWay
        ? 'The first request with this Idempotency-Key is under way.'
        : 'The first request with this Idempotency-Key was cut off; look what came of it and use another key.'
      return fail({ kind: 'conflict', message })
    }
    const kept = keptAnswer.parse(JSON.parse(await vault.openText(at, known.answerEnvelope)))
    answer.status = kept.status
    answer.headers.set('idempotency-replayed', 'true')
    return ok(kept.body)
  }
  const result = await work().catch(async (error: unknown) => {
    await freeIdempotent(tenant, place.db, name)
    throw error
  })
  if (!result.ok) {
    await freeIdempotent(tenant, place.db, name)
    return result
  }
  const envelope = await vault.seal(at, JSON.stringify({ status: answer.status, body: result.value }))
  await endIdempotent(tenant, place.db, name, envelope)
  return result
}
