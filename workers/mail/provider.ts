import { fail, ok, type Result } from '../../analytics/result.ts'
import { privateHosts, refusal } from '../collector/host-guard.ts'
import type { Secret } from '../vault/secret.ts'
import type { Mail, MailFailure } from './message.ts'

const totalMs = 10_000

/** Where an HTTP provider is, and what opens it. */
type Provider = { url: string; key: Secret; from: string }

/**
 * Hands one message to a mail provider over HTTP: one JSON POST with a bearer key, no redirect followed.
 * Source: resend.com/docs/api-reference/emails/send-email. Whoever else takes this shape may stand at `MAIL_API_URL`.
 */
export async function sendByProvider(
  { url, key, from }: Provider,
  mail: Mail,
  id: string,
  allowedPrivateHosts: string,
): Promise<Result<null, MailFailure>> {
  const address = URL.parse(url)
  if (address === null || refusal(address, privateHosts(allowedPrivateHosts)) !== null) {
    return fail({ tag: 'insecure' })
  }
  const signal = AbortSignal.timeout(totalMs)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key.reveal()}`,
        'content-type': 'application/json',
        'idempotency-key': id,
        'user-agent': 'AegisFlow',
      },
      body: JSON.stringify({ from, to: [mail.to], subject: mail.subject, text: mail.text }),
      redirect: 'manual',
      signal,
    })
    await response.body?.cancel()
    return response.ok ? ok(null) : fail({ tag: 'refused', code: response.status })
  } catch {
    return fail({ tag: signal.aborted ? 'timeout' : 'unreachable' })
  }
}
