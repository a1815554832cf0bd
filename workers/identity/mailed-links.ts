import { accountsOf } from '../../analytics/store/d1/accounts.ts'
import type { User } from '../../analytics/store/d1/identity.ts'
import { addMailedToken, type MailedToken } from '../../analytics/store/d1/mailed-tokens.ts'
import type { Doing } from '../audit.ts'
import { canMail, linkOrigin, post } from '../mail/index.ts'
import { alreadyRegistered, passwordChanged, resetPassword, verifyEmail } from '../mail/templates.ts'
import { randomSecret, secretHash } from './tokens.ts'

const minuteMs = 60_000
const lifeMs = { verify_email: 24 * 60 * minuteMs, reset_password: 30 * minuteMs } as const
/** So many mails of a kind a person is sent in a quarter of an hour, whoever asks for them. */
const recentMax = 3
const recentMs = 15 * minuteMs

/** A page of the console. A token stands behind the `#`, where no server's log sees it. */
const page = (doing: Doing, url: URL, path: string, token?: string): string =>
  `${linkOrigin(doing.env, url)}${path}${token === undefined ? '' : `#token=${token}`}`

/** A new one-time token for a person; null when they were sent enough of them lately. Only its hash is kept. */
async function newToken(
  { place, nowMs }: Doing,
  user: Pick<User, 'id' | 'email'>,
  purpose: MailedToken['purpose'],
): Promise<string | null> {
  const token = randomSecret()
  const kept = {
    tokenHash: await secretHash(token),
    userId: user.id,
    purpose,
    email: user.email,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + lifeMs[purpose],
  }
  return (await addMailedToken(place.db, kept, recentMax, nowMs - recentMs)) ? token : null
}

/**
 * Mails a person the link that proves their address; where the address is somebody's already, its owner is told
 * instead, and nobody else learns of it.
 */
export async function mailVerification(doing: Doing, url: URL, user: User): Promise<void> {
  if (!canMail(doing.env)) return
  const [owner] = await accountsOf(doing.place.db, user.email)
  const token = await newToken(doing, user, 'verify_email')
  if (token === null) return
  const mail =
    owner === null || owner.id === user.id || owner.emailVerifiedAtMs === null
      ? verifyEmail({ name: user.name, link: page(doing, url, '/verify-email', token) })
      : alreadyRegistered({
          signIn: page(doing, url, '/sign-in'),
          reset: page(doing, url, '/forgot-password'),
        })
  await post(doing, 'verify_email', user.id, { to: user.email, ...mail })
}

/** Mails a person the link that lets them choose a new password. */
export async function mailReset(doing: Doing, url: URL, user: User): Promise<void> {
  if (!canMail(doing.env)) return
  const token = await newToken(doing, user, 'reset_password')
  if (token === null) return
  const mail = resetPassword({ link: page(doing, url, '/reset-password', token) })
  await post(doing, 'reset_password', user.id, { to: user.email, ...mail })
}

/** Tells a person that their password was changed, so that they notice when it was not they. */
export async function mailPasswordChanged(doing: Doing, url: URL, user: User): Promise<void> {
  if (!canMail(doing.env)) return
  const mail = passwordChanged({ reset: page(doing, url, '/forgot-password') })
  await post(doing, 'password_changed', user.id, { to: user.email, ...mail })
}
