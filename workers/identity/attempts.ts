import { fail, ok, type Result } from '../../analytics/result.ts'
import { beginAttempt, forgetAttempt, forgetFailures } from '../../analytics/store/d1/sign-in-failures.ts'
import type { ControlPlane } from '../../analytics/store/place.ts'
import { clientAddress } from '../http/client-address.ts'
import type { Failure } from '../http/failure.ts'
import { addressBlock } from '../http/networks.ts'
import type { RouteContext } from '../http/route.ts'
import { newId } from '../new-id.ts'
import { pseudonymsOf } from '../vault/index.ts'

const windowMs = 15 * 60_000
const failuresPerEmailMax = 5
const failuresPerAddressMax = 50

/** An attempt to prove who one is. It stands as a failure until it is taken back. */
export type Attempt = {
  /** It was right in itself, but proves nothing yet. */
  takeBack(): Promise<void>
  /** It was right: the earlier failures of this e-mail no longer count. */
  succeed(): Promise<void>
}

/**
 * Begins an attempt for an e-mail address, known or not. Errors: 429 after five failures of an e-mail, or fifty of a
 * network address, within 15 minutes; the same for everyone, so that it tells nothing of accounts.
 */
export async function attempt(
  context: Pick<RouteContext, 'request' | 'env' | 'nowMs'>,
  db: ControlPlane,
  email: string,
): Promise<Result<Attempt, Failure>> {
  const { request, env, nowMs } = context
  const id = newId()
  const subject = await subjectOfEmail(env, email)
  const address = addressBlock(clientAddress(request, env))
  const subjects = [
    { subject, failuresMax: failuresPerEmailMax },
    { subject: `address:${address}`, failuresMax: failuresPerAddressMax },
  ]
  if (!(await beginAttempt(db, id, subjects, nowMs, nowMs - windowMs))) {
    const message = 'Too many failed sign-ins. Try again in 15 minutes.'
    return fail({ kind: 'rate_limited', message, retryAfterS: windowMs / 1000 })
  }
  return ok({
    takeBack: () => forgetAttempt(db, id),
    async succeed() {
      await Promise.all([forgetAttempt(db, id), forgetFailures(db, subject)])
    },
  })
}

/** Lets the owner of an address in again who has just proved it by mail. */
export async function forgive(env: RouteContext['env'], db: ControlPlane, email: string): Promise<void> {
  await forgetFailures(db, await subjectOfEmail(env, email))
}

/** A pseudonym: who reads the table of failures does not learn who has an account here. */
async function subjectOfEmail(env: RouteContext['env'], email: string): Promise<string> {
  return `email:${await pseudonymsOf(env).ofEmail('', email)}`
}
