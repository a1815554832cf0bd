import { fail, ok, type Result } from '../../analytics/result.ts'
import { userById } from '../../analytics/store/d1/accounts.ts'
import type { Member } from '../../analytics/store/d1/identity.ts'
import { type Place, placeOf } from '../../analytics/store/place.ts'
import type { Failure } from '../http/failure.ts'
import type { CallerContext, RouteContext } from '../http/route.ts'
import { isSameOrigin } from './caller.ts'

/** Where accounts live that nobody is signed in to yet. */
export const placeHere = ({ env }: RouteContext): Place => placeOf(env, env.REGION)

/** Refuses a write of a visitor that another site makes their browser send. Errors: 403. */
export function ownPageOnly({ request, url }: RouteContext): Result<null, Failure> {
  return isSameOrigin(request, url)
    ? ok(null)
    : fail({ kind: 'forbidden', message: 'The request comes from another origin.' })
}

/** The person who calls, as they stand in the store now. Errors: 403 for an API key, which has no account. */
export async function signedInPerson({
  caller,
  place,
}: CallerContext): Promise<Result<{ member: Member; sessionId: string }, Failure>> {
  if (caller.type !== 'user') return fail({ kind: 'forbidden', message: 'An API key is not a person.' })
  const { member, sessionId } = caller
  const user = await userById(place.db, member.user.id)
  if (user === null) return fail({ kind: 'unauthenticated', message: 'Sign in again.' })
  return ok({ member: { ...member, user }, sessionId })
}
