import { type Secret, secret } from '../vault/secret.ts'
import { isAddress } from './message.ts'

/** Variables and secrets that say how mail goes out. README.md has the table. */
export type MailSettings = {
  MAIL_FROM: string
  MAIL_SMTP_URL?: string
  MAIL_API_URL: string
  MAIL_API_KEY?: string
  MAIL_OUTBOX: string
  PUBLIC_URL: string
}

/** A mail server. `starttls` is insisted on: a server that does not offer it is told nothing. */
export type SmtpServer = {
  hostname: string
  port: number
  tls: 'implicit' | 'starttls' | 'none'
  credentials: { username: string; password: Secret } | null
}

export type Transport =
  | { type: 'smtp'; server: SmtpServer; from: string }
  | { type: 'http'; url: string; key: Secret; from: string }
  | { type: 'outbox' }
  | { type: 'none' }

/**
 * How mail goes out: by SMTP, else by an HTTP provider, else onto the development outbox, else not at all. The first
 * two need `PUBLIC_URL`: a link in a mail is never made of what a caller says our name is.
 * Errors: throws for a setting that cannot be read; the message holds no credential.
 */
export function transportOf(env: MailSettings): Transport {
  const isSet = Boolean(env.MAIL_SMTP_URL || env.MAIL_API_KEY)
  if (isSet && !isAddress(env.MAIL_FROM)) throw new Error('MAIL_FROM is not an address')
  if (isSet && env.PUBLIC_URL === '') throw new Error('mail needs PUBLIC_URL, which its links begin with')
  if (env.MAIL_SMTP_URL) {
    return { type: 'smtp', server: smtpServer(env.MAIL_SMTP_URL), from: env.MAIL_FROM }
  }
  if (env.MAIL_API_KEY) {
    return { type: 'http', url: env.MAIL_API_URL, key: secret(env.MAIL_API_KEY), from: env.MAIL_FROM }
  }
  return { type: env.MAIL_OUTBOX === 'true' ? 'outbox' : 'none' }
}

/** Shape: `smtps://user:password@host:465`, `smtp://user:password@host:587`, or `smtp://host:25?tls=none`. */
export function smtpServer(text: string): SmtpServer {
  const url = URL.parse(text)
  const isImplicit = url?.protocol === 'smtps:'
  if (url === null || url.hostname === '' || !(isImplicit || url.protocol === 'smtp:')) {
    throw new Error('MAIL_SMTP_URL is not smtps://… or smtp://…')
  }
  const isPlain = url.searchParams.get('tls') === 'none'
  if (isPlain && (isImplicit || url.username !== '')) {
    throw new Error('MAIL_SMTP_URL: without TLS there are no credentials')
  }
  const credentials = {
    username: decodeURIComponent(url.username),
    password: secret(decodeURIComponent(url.password)),
  }
  return {
    hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (isImplicit ? 465 : 587),
    tls: isImplicit ? 'implicit' : isPlain ? 'none' : 'starttls',
    credentials: url.username === '' ? null : credentials,
  }
}
