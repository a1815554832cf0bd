import { fail, ok } from '../../analytics/result.ts'
import { grantsChanged } from '../../analytics/store/d1/access-rules.ts'
import { belongingsOf, proveAddress } from '../../analytics/store/d1/accounts.ts'
import { tenantOf } from '../../analytics/store/d1/identity.ts'
import { useMailedToken } from '../../analytics/store/d1/mailed-tokens.ts'
import { audit, doingOf } from '../audit.ts'
import { route } from '../http/route.ts'
import { accessChanged } from '../identity/changes.ts'
import { mailVerification } from '../identity/mailed-links.ts'
import { secretHash } from '../identity/tokens.ts'
import { ownPageOnly, placeHere, signedInPerson } from '../identity/visitor.ts'

export const verifyEmail = route('POST /auth/verify-email', {
  summary: 'Prove an e-mail address with the token that was mailed there.',
  public: 'The mailed token is the proof; it is often opened in another browser.',
  async handle(context) {
    const own = ownPageOnly(context)
    if (!own.ok) return own
    const { db } = placeHere(context)
    const { body, nowMs } = context
    const token = await useMailedToken(db, await secretHash(body.token), 'verify_email', nowMs)
    if (token === null) return fail({ kind: 'not_found', message: 'This link is not good any more.' })
    if (!(await proveAddress(db, token.userId, token.email, nowMs)))
      return fail({ kind: 'conflict', message: 'This address is confirmed for another account.' })
    for (const { organization } of await belongingsOf(db, token.userId)) {
      const subject = `user:${token.userId}`
      const tenant = tenantOf(organization)
      await grantsChanged(tenant, db)
      await accessChanged(context.env, tenant, [], nowMs)
      const doing = doingOf(context, { tenant, subject })
      await audit.append(doing, { action: 'email.verified', target: subject, outcome: 'succeeded' })
    }
    return ok({ verified: true as const })
  },
})

export const resendVerification = route('POST /auth/verify-email/resend', {
  summary: 'Mail the link that proves the address again.',
  signedIn: true,
  audit: 'email_verification.sent',
  async handle(context) {
    const person = await signedInPerson(context)
    if (!person.ok) return person
    const { user } = person.value.member
    if (user.emailVerifiedAtMs === null) {
      context.waitUntil(mailVerification(doingOf(context, context.caller), context.url, user))
    }
    return ok({ sent: true as const })
  },
})
