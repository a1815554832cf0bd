import { encodeBase32NoPadding } from '@oslojs/encoding'
import { useTimeStep } from '../../analytics/store/d1/accounts.ts'
import type { User } from '../../analytics/store/d1/identity.ts'
import { useRecoveryCode } from '../../analytics/store/d1/second-factor.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { RouteContext } from '../http/route.ts'
import { vaultOf } from '../vault/index.ts'
import { people } from '../vault/vault.ts'
import { recoveryCodeHash, stepOfCode } from './totp.ts'

const secretBytes = 20

type Holder = Pick<User, 'id' | 'totpEnvelope'>

const at = (userId: string) => ({ orgId: people, table: 'users', column: 'totp_envelope', rowId: userId })

/** A new secret of an authenticator: sealed for storage, and once in the clear as base32. */
export async function newTotpSecret(
  { env }: Pick<RouteContext, 'env'>,
  place: Place,
  userId: string,
): Promise<{ base32: string; envelope: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes))
  const base32 = encodeBase32NoPadding(bytes)
  return { base32, envelope: await vaultOf(env, place).seal(at(userId), bytes) }
}

/** Whether a code is the authenticator's, and was not used before; then it is used up. */
export async function checkTotp(
  { env, nowMs }: Pick<RouteContext, 'env' | 'nowMs'>,
  place: Place,
  user: Holder,
  code: string,
): Promise<boolean> {
  if (user.totpEnvelope === null) return false
  const secret = await vaultOf(env, place).open(at(user.id), user.totpEnvelope)
  const step = stepOfCode(secret, code.replaceAll(/\s/g, ''), nowMs)
  return step !== null && (await useTimeStep(place.db, user.id, step))
}

/** Whether a text is a code of the authenticator or a recovery code, unused; then it is used up. */
export async function checkSecondFactor(
  context: Pick<RouteContext, 'env' | 'nowMs'>,
  place: Place,
  user: Holder,
  code: string,
): Promise<boolean> {
  if (/^\s*\d{3}\s*\d{3}\s*$/.test(code)) return checkTotp(context, place, user, code)
  return useRecoveryCode(place.db, user.id, await recoveryCodeHash(user.id, code), context.nowMs)
}
