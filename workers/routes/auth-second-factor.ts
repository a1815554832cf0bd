import { fail, ok, type Result } from '../../analytics/result.ts'
import { prepareSecondFactor } from '../../analytics/store/d1/accounts.ts'
import type { User } from '../../analytics/store/d1/identity.ts'
import {
  confirmSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from '../../analytics/store/d1/second-factor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { attempt } from '../identity/attempts.ts'
import { verifyPassword } from '../identity/passwords.ts'
import { checkSecondFactor, checkTotp, newTotpSecret } from '../identity/second-factor.ts'
import { newRecoveryCodes, otpauthUri } from '../identity/totp.ts'
import { signedInPerson } from '../identity/visitor.ts'

const inUse: Failure = { kind: 'conflict', message: 'A second factor is in use already.' }
const notInUse: Failure = { kind: 'conflict', message: 'No second factor is in use.' }

/** The person who calls, named as the target of the entry. */
async function userOf(context: CallerContext): Promise<Result<User, Failure>> {
  const person = await signedInPerson(context)
  if (!person.ok) return person
  const { user } = person.value.member
  context.trail.target = `user:${user.id}`
  return ok(user)
}

/** Lets a person go on who proves themselves once more; every failure counts as one of signing in. */
async function proving(
  context: CallerContext,
  user: User,
  prove: () => Promise<boolean>,
): Promise<Result<null, Failure>> {
  const begun = await attempt(context, context.place.db, user.email)
  if (!begun.ok) return begun
  if (!(await prove())) return fail({ kind: 'forbidden', message: 'The password or the code is wrong.' })
  await begun.value.takeBack()
  return ok(null)
}

export const enrol = route('POST /auth/totp/enrol', {
  summary: 'Begin a second factor: the secret for an authenticator, in use only once it is confirmed.',
  signedIn: true,
  audit: 'second_factor.prepared',
  async handle(context) {
    const user = await userOf(context)
    if (!user.ok) return user
    const { base32, envelope } = await newTotpSecret(context, context.place, user.value.id)
    if (!(await prepareSecondFactor(context.place.db, user.value.id, envelope))) return fail(inUse)
    return ok({ secret: base32, otpauth_uri: otpauthUri(user.value.email, base32) })
  },
})

export const confirm = route('POST /auth/totp/confirm', {
  summary: 'Put the second factor into use with a first code; answers with the recovery codes, once.',
  signedIn: true,
  audit: 'second_factor.confirmed',
  async handle(context) {
    const user = await userOf(context)
    if (!user.ok) return user
    if (user.value.totpConfirmedAtMs !== null) return fail(inUse)
    const { place, body, nowMs } = context
    const proved = await proving(context, user.value, () => checkTotp(context, place, user.value, body.code))
    if (!proved.ok) return proved
    const { codes, hashes } = await newRecoveryCodes(user.value.id)
    await confirmSecondFactor(place.db, user.value.id, hashes, nowMs)
    return ok({ recovery_codes: codes })
  },
})

export const recoveryCodes = route('POST /auth/totp/recovery-codes', {
  summary: 'New recovery codes in place of the old ones.',
  signedIn: true,
  audit: 'recovery_codes.replaced',
  async handle(context) {
    const user = await userOf(context)
    if (!user.ok) return user
    if (user.value.totpConfirmedAtMs === null) return fail(notInUse)
    const proved = await proving(context, user.value, () =>
      verifyPassword(user.value.passwordHash, context.body.password),
    )
    if (!proved.ok) return proved
    const { codes, hashes } = await newRecoveryCodes(user.value.id)
    await replaceRecoveryCodes(context.place.db, user.value.id, hashes)
    return ok({ recovery_codes: codes })
  },
})

export const disable = route('POST /auth/totp/disable', {
  summary: 'Take the second factor away, with the password and a code.',
  signedIn: true,
  audit: 'second_factor.disabled',
  async handle(context) {
    const user = await userOf(context)
    if (!user.ok) return user
    if (user.value.totpConfirmedAtMs === null) return fail(notInUse)
    const { place, body } = context
    const proved = await proving(
      context,
      user.value,
      async () =>
        (await verifyPassword(user.value.passwordHash, body.password)) &&
        checkSecondFactor(context, place, user.value, body.code),
    )
    if (!proved.ok) return proved
    await removeSecondFactor(place.db, user.value.id)
    return ok({ disabled: true as const })
  },
})
