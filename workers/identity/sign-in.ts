import { fail, ok, type Result } from '../../analytics/result.ts'
import { accountsOf, belongingsOf, proveAddress } from '../../analytics/store/d1/accounts.ts'
import { type Member, tenantOf, type User } from '../../analytics/store/d1/identity.ts'
import type { Place } from '../../analytics/store/place.ts'
import { audit, doingOf } from '../audit.ts'
import type { Failure } from '../http/failure.ts'
import type { RouteContext } from '../http/route.ts'
import { afterwards } from './afterwards.ts'
import { attempt } from './attempts.ts'
import { acceptPending } from './invitations.ts'
import { hasTemporaryPassword } from './me.ts'
import { decoyHash, verifyPassword } from './passwords.ts'
import { checkSecondFactor } from './second-factor.ts'

const wrong = fail<Failure>({
  kind: 'unauthenticated',
  message: 'The e-mail address or the password is wrong.',
})

type Given = { email: string; password: string; totp?: string | undefined }

/**
 * Checks an e-mail, a password and, where there is one, the second factor. Neither the answer nor its time tells
 * whether the account exists: two hashes are computed whoever is meant, and a failure is written down afterwards.
 * Errors: 401; `totp_required` once the password was right; 429 after five failures.
 */
export async function checkSignIn(
  context: RouteContext,
  place: Place,
  { email, password, totp }: Given,
): Promise<Result<Member, Failure>> {
  const { db } = place
  const begun = await attempt(context, db, email)
  if (!begun.ok) return begun
  const accounts = await accountsOf(db, email)
  const user = await whosePassword(accounts, password)
  if (user === null) {
    afterwards(context, () => noteFailure(context, place, accounts[0] ?? accounts[1]))
    return wrong
  }
  if (user.passwordExpiresAtMs !== null && user.passwordExpiresAtMs <= context.nowMs) {
    await begun.value.takeBack()
    const message = 'The temporary password has run out. Ask for the invitation to be sent again.'
    return fail({ kind: 'unauthenticated', message })
  }
  if (user.totpConfirmedAtMs !== null) {
    if (totp === undefined || totp === '') {
      await begun.value.takeBack()
      return fail({ kind: 'totp_required', message: 'Enter the code of your authenticator.' })
    }
    if (!(await checkSecondFactor(context, place, user, totp))) {
      afterwards(context, () => noteFailure(context, place, user))
      return fail({ kind: 'totp_required', message: 'The code is wrong or was used before.' })
    }
  }
  await begun.value.succeed()
  const member = await memberOf(context, place, user)
  if (member !== null) return ok(member)
  return fail({ kind: 'forbidden', message: 'Your account belongs to no organization any more.' })
}

/** Whose password it is: of the owner of the address, or of who registered with it last and has not proved it. */
async function whosePassword(
  [owner, other]: readonly [User | null, User | null],
  password: string,
): Promise<User | null> {
  const isOwners = await verifyPassword(owner?.passwordHash ?? decoyHash, password)
  const isOthers = await verifyPassword(other?.passwordHash ?? decoyHash, password)
  if (owner !== null && isOwners) return owner
  return other !== null && isOthers ? other : null
}

/**
 * A person in the organization that they joined first. Whoever belongs to none yet joins those that they were invited
 * to: the temporary password came to their address, and so proves it.
 */
async function memberOf(context: RouteContext, place: Place, user: User): Promise<Member | null> {
  const { db } = place
  let known = user
  if (hasTemporaryPassword(user) && (await proveAddress(db, user.id, user.email, context.nowMs))) {
    known = { ...user, emailVerifiedAtMs: user.emailVerifiedAtMs ?? context.nowMs }
  }
  let [first] = await belongingsOf(db, user.id)
  if (first === undefined) {
    await acceptPending(context, place, known)
    ;[first] = await belongingsOf(db, user.id)
  }
  return first === undefined ? null : { user: known, role: first.role, organization: first.organization }
}

/** Somebody tried in vain: written down in the organization of whose account it was, when it was anyone's. */
async function noteFailure(context: RouteContext, place: Place, user: User | null): Promise<void> {
  if (user === null) return
  const [first] = await belongingsOf(place.db, user.id)
  if (first === undefined) return
  const doing = doingOf(context, { tenant: tenantOf(first.organization), subject: 'system' })
  await audit.append(doing, { action: 'session.opened', target: `user:${user.id}`, outcome: 'denied' })
}
