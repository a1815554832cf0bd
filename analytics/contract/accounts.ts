import { z } from 'zod'
import { done } from './done.ts'
import { page, pageQuery, wholeQuery } from './paging.ts'
import { permission } from './permissions.ts'

export const passwordCharsMin = 12
const passwordCharsMax = 1024

/** One form of an address: NFKC, lower case, so that no two accounts differ by letter case or Unicode form alone. */
const email = z
  .string()
  .max(1024)
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email().max(254))
const newPassword = z.string().min(passwordCharsMin).max(passwordCharsMax)
/** One line: what people name themselves stands in mails and headers. */
export const displayName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'One line, without control characters')
const token = z.string().min(16).max(256)

export const loginBody = z.strictObject({
  email,
  password: z.string().min(1).max(passwordCharsMax),
  /** A code of the authenticator, or a recovery code. */
  totp: z.string().max(32).optional(),
})

const registerBody = z.strictObject({
  email,
  password: newPassword,
  name: displayName,
  org_name: displayName,
})

/** First owner of an empty instance: only whoever holds the one-time set-up token may create it. */
export const setupBody = z.strictObject({
  token: z.string().min(1).max(256),
  email,
  password: newPassword,
  name: displayName,
  org_name: displayName,
})

const organizationOfUser = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  plan: z.string(),
})

const sessionUser = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** A built-in role or the id of a custom one; `role_label` is its name. */
  role: z.string(),
  role_label: z.string(),
  /** What they may do in the whole organization; what holds in a workspace or project alone is not listed. */
  permissions: z.array(permission),
  email_verified: z.boolean(),
  totp_enabled: z.boolean(),
  /** A temporary password: everything but changing it and signing out is refused. */
  must_change_password: z.boolean(),
  organization: organizationOfUser,
  /** All organizations of this person, this one included. */
  organizations: z.array(organizationOfUser.extend({ role: z.string() })),
})
export type SessionUser = z.infer<typeof sessionUser>

const signedIn = z.object({ user: sessionUser, csrf_token: z.string() })

/** Whether an owner still has to be created, and what a visitor may do. */
const setupState = z.object({ needed: z.boolean(), registration_open: z.boolean(), has_outbox: z.boolean() })

const session = z.object({
  id: z.string(),
  is_current: z.boolean(),
  organization: z.string(),
  user_agent: z.string(),
  address: z.string(),
  created_at: z.string(),
  refreshed_at: z.string(),
  expires_at: z.string(),
})
export type SessionItem = z.infer<typeof session>

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  status: z.enum(['pending', 'accepted', 'revoked', 'expired']),
  invited_by: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
})
export type Invitation = z.infer<typeof invitation>

/** Signing up, in and out; passwords, second factor, sessions, invitations. */
export const accountEndpoints = {
  'GET /auth/setup': { response: setupState },
  'POST /auth/setup': { body: setupBody, response: signedIn },
  'POST /auth/register': { body: registerBody, response: signedIn },
  'POST /auth/verify-email': { body: z.strictObject({ token }), response: done('verified') },
  'POST /auth/verify-email/resend': { response: done('sent') },
  'POST /auth/login': { body: loginBody, response: signedIn },
  'POST /auth/refresh': { response: signedIn },
  'POST /auth/logout': { response: done('signed_out') },
  'GET /auth/me': { response: z.object({ user: sessionUser }) },
  'POST /auth/organization': { body: z.strictObject({ org_id: z.string().max(64) }), response: signedIn },
  /** Also ends every other session of the person. */
  'POST /auth/password': {
    body: z.strictObject({
      current_password: z.string().min(1).max(passwordCharsMax),
      new_password: newPassword,
    }),
    response: signedIn,
  },
  'POST /auth/password/reset': { body: z.strictObject({ email }), response: done('sent') },
  'POST /auth/password/reset/confirm': {
    body: z.strictObject({ token, new_password: newPassword }),
    response: done('changed'),
  },
  'GET /auth/sessions': { query: z.strictObject(pageQuery), response: page(session) },
  'DELETE /auth/sessions/:id': { response: done('ended') },
  'POST /auth/sessions/end-others': { response: z.object({ ended: z.number() }) },
  'POST /auth/totp/enrol': { response: z.object({ secret: z.string(), otpauth_uri: z.string() }) },
  'POST /auth/totp/confirm': {
    body: z.strictObject({ code: z.string().max(16) }),
    response: z.object({ recovery_codes: z.array(z.string()) }),
  },
  'POST /auth/totp/recovery-codes': {
    body: z.strictObject({ password: z.string().min(1).max(passwordCharsMax) }),
    response: z.object({ recovery_codes: z.array(z.string()) }),
  },
  'POST /auth/totp/disable': {
    body: z.strictObject({ password: z.string().min(1).max(passwordCharsMax), code: z.string().max(32) }),
    response: done('disabled'),
  },
  'GET /orgs/me/invitations': { query: z.strictObject(pageQuery), response: page(invitation) },
  'POST /orgs/me/invitations': {
    body: z.strictObject({ email, name: displayName.optional(), role: z.string().min(1).max(64) }),
    response: invitation,
  },
  'POST /orgs/me/invitations/:id/resend': { response: invitation },
  'DELETE /orgs/me/invitations/:id': { response: done('revoked') },
  /** For who has an account already: joins the organization of the mailed link. */
  'POST /auth/invitations/accept': { body: z.strictObject({ token }), response: signedIn },
  /** Only on an instance without a mail server. */
  'GET /dev/outbox': {
    query: z.strictObject(wholeQuery),
    response: page(
      z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), at: z.string() }),
    ),
  },
} as const
