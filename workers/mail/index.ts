import { fail, ok, type Result } from '../../analytics/result.ts'
import { keepMail } from '../../analytics/store/d1/outbox.ts'
import type { Place } from '../../analytics/store/place.ts'
import { audit, type Doing } from '../audit.ts'
import type { Env } from '../environment.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { isAddress, type Mail, type MailFailure, oneLine } from './message.ts'
import { mime } from './mime.ts'
import { sendByProvider } from './provider.ts'
import { transportOf } from './settings.ts'
import { sendBySmtp } from './smtp.ts'

const subjectCharsMax = 120
const senderName = 'AegisFlow'

/** Whether this instance can send mail at all. */
export const canMail = (env: Env): boolean => transportOf(env).type !== 'none'

/** Whether mail is kept for whoever develops here. */
export const hasOutbox = (env: Env): boolean => transportOf(env).type === 'outbox'

/** What a link in a mail begins with: never what a caller says our name is, but on a development instance. */
export const linkOrigin = (env: Env, url: URL): string =>
  env.PUBLIC_URL === '' && hasOutbox(env) ? url.origin : new URL(env.PUBLIC_URL).origin

/**
 * Sends a message beside the request that asked for it. The request goes on whatever becomes of the mail: a failure is
 * counted, and written down for the organization, and people can ask for the mail again.
 */
export async function post(doing: Doing, kind: string, userId: string, mail: Mail): Promise<void> {
  const sent = await send(doing, mail)
  const result = sent.ok ? 'sent' : sent.failure.tag
  count('aegisflow_mails_total', { kind, result })
  if (sent.ok) return
  await audit.append(doing, {
    action: 'mail.sent',
    target: `user:${userId}`,
    outcome: 'failed',
    after: { kind, reason: result },
  })
}

async function send(
  { env, place, nowMs }: { env: Env; place: Place; nowMs: number },
  given: Mail,
): Promise<Result<null, MailFailure>> {
  const mail = { ...given, subject: oneLine(given.subject, subjectCharsMax) }
  const transport = transportOf(env)
  const id = newId()
  if (!isAddress(mail.to)) return fail({ tag: 'bad_message' })
  switch (transport.type) {
    case 'smtp': {
      const { from } = transport
      const domain = from.slice(from.indexOf('@') + 1)
      const data = mime(mail, { from, fromName: senderName, domain }, id, nowMs)
      return data === null
        ? fail({ tag: 'bad_message' })
        : sendBySmtp(transport.server, { from, to: mail.to, data })
    }
    case 'http':
      return sendByProvider(
        { ...transport, from: `${senderName} <${transport.from}>` },
        mail,
        id,
        env.AEGISFLOW_ALLOW_PRIVATE_HOSTS,
      )
    case 'outbox':
      await keepMail(place.db, { id, ...mail, atMs: nowMs })
      return ok(null)
    case 'none':
      return fail({ tag: 'not_configured' })
  }
}
