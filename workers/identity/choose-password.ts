import { fail, ok, type Result } from '../../analytics/result.ts'
import { belongingsOf, setPassword } from '../../analytics/store/d1/accounts.ts'
import type { User } from '../../analytics/store/d1/identity.ts'
import type { ControlPlane } from '../../analytics/store/place.ts'
import type { Failure } from '../http/failure.ts'
import { passwordProblem } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

/** A refusal of a password that is guessed too easily. Errors: 422 that names the field. */
export function checkNewPassword(
  path: 'password' | 'new_password',
  password: string,
  about: readonly string[],
): Result<null, Failure> {
  const message = passwordProblem(password, about)
  return message === null ? ok(null) : fail({ kind: 'invalid', issues: [{ path, message }] })
}

/** Whether a person may choose this password: not easily guessed, and not the one they have. Errors: 422. */
export async function checkChosenPassword(
  db: ControlPlane,
  user: User,
  password: string,
): Promise<Result<null, Failure>> {
  const organizations = await belongingsOf(db, user.id)
  const about = [user.email, user.name, ...organizations.map(({ organization }) => organization.name)]
  const fine = checkNewPassword('new_password', password, about)
  if (!fine.ok || !(await verifyPassword(user.passwordHash, password))) return fine
  return fail({
    kind: 'invalid',
    issues: [{ path: 'new_password', message: 'This is the password that you have.' }],
  })
}

/** Puts a password that was checked in place of the one before. */
export const choosePassword = async (db: ControlPlane, user: User, password: string): Promise<void> =>
  setPassword(db, user.id, await hashPassword(password))
