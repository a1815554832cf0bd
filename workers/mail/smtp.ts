import { connect } from 'cloudflare:sockets'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { base64, utf8 } from '../vault/encoding.ts'
import type { MailFailure } from './message.ts'
import type { SmtpServer } from './settings.ts'

/** Of the whole conversation. */
const totalMs = 20_000
const replyCharsMax = 16_384

/** One message: who it is from and to, and everything between DATA and the dot. */
export type Posting = { from: string; to: string; data: string }

type Reply = { code: number; lines: string[] }

/** A conversation's end that the other side caused. */
class Ended extends Error {
  readonly failure: MailFailure
  constructor(failure: MailFailure) {
    super(failure.tag)
    this.failure = failure
  }
}

/**
 * Hands one message to a mail server.
 *
 * Source: RFC 5321, RFC 3207 (STARTTLS), RFC 4954 (AUTH). Written here since worker-mailer (1.2.1, November 2026) goes
 * on without TLS when STARTTLS is not offered, and spins for ever when the server hangs up.
 */
export async function sendBySmtp(server: SmtpServer, posting: Posting): Promise<Result<null, MailFailure>> {
  const secureTransport = { implicit: 'on', starttls: 'starttls', none: 'off' } as const
  let line: Line | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Ended({ tag: 'timeout' })), totalMs)
  })
  try {
    const { hostname, port } = server
    const socket = connect(
      { hostname, port },
      { secureTransport: secureTransport[server.tls], allowHalfOpen: false },
    )
    line = new Line(socket)
    await Promise.race([converse(line, server, posting), late])
    return ok(null)
  } catch (error) {
    return fail(error instanceof Ended ? error.failure : { tag: 'unreachable' })
  } finally {
    clearTimeout(timer)
    await line?.close()
  }
}

async function converse(line: Line, server: SmtpServer, { from, to, data }: Posting): Promise<void> {
  const name = from.slice(from.indexOf('@') + 1)
  await line.expect(220)
  let offered = await line.ask(`EHLO ${name}`, 250)
  if (server.tls === 'starttls') {
    if (!offered.lines.some((text) => /^STARTTLS$/i.test(text))) throw new Ended({ tag: 'insecure' })
    await line.ask('STARTTLS', 220)
    line.startTls()
    offered = await line.ask(`EHLO ${name}`, 250)
  }
  if (server.credentials !== null) await authenticate(line, offered, server.credentials)
  await line.ask(`MAIL FROM:<${from}>`, 250)
  await line.ask(`RCPT TO:<${to}>`, 250, 251)
  await line.ask('DATA', 354)
  await line.ask(`${data}.`, 250)
  await line.say('QUIT')
}

async function authenticate(
  line: Line,
  offered: Reply,
  { username, password }: NonNullable<SmtpServer['credentials']>,
): Promise<void> {
  const methods = offered.lines.find((text) => /^AUTH[ =]/i.test(text))?.toUpperCase() ?? ''
  if (/\bPLAIN\b/.test(methods)) {
    await line.ask(`AUTH PLAIN ${base64(utf8(`\0${username}\0${password.reveal()}`))}`, 235)
  } else {
    await line.ask('AUTH LOGIN', 334)
    await line.ask(base64(utf8(username)), 334)
    await line.ask(base64(utf8(password.reveal())), 235)
  }
}

/** The two directions of a connection, a line at a time. */
class Line {
  #socket: Socket
  #reader: ReadableStreamDefaultReader<Uint8Array>
  #writer: WritableStreamDefaultWriter<Uint8Array>
  #rest = ''

  constructor(socket: Socket) {
    this.#socket = socket
    this.#reader = socket.readable.getReader()
    this.#writer = socket.writable.getWriter()
  }

  async say(text: string): Promise<void> {
    await this.#writer.write(utf8(`${text}\r\n`))
  }

  async ask(text: string, ...codes: number[]): Promise<Reply> {
    await this.say(text)
    return this.expect(...codes)
  }

  /** The server's next reply. Errors: `refused` when it has another code, `unreachable` when nothing comes any more. */
  async expect(...codes: number[]): Promise<Reply> {
    const lines: string[] = []
    for (;;) {
      const [, code = '', sign, text = ''] = /^(\d{3})([ -]?)(.*)$/.exec(await this.#nextLine()) ?? []
      if (code === '') throw new Ended({ tag: 'unreachable' })
      lines.push(text.trim())
      if (sign === '-') continue
      if (!codes.includes(Number(code))) throw new Ended({ tag: 'refused', code: Number(code) })
      return { code: Number(code), lines }
    }
  }

  /** What was read in the clear before counts for nothing: it may be another's. */
  startTls(): void {
    this.#reader.releaseLock()
    this.#writer.releaseLock()
    this.#rest = ''
    this.#socket = this.#socket.startTls()
    this.#reader = this.#socket.readable.getReader()
    this.#writer = this.#socket.writable.getWriter()
  }

  async close(): Promise<void> {
    await this.#socket.close().catch(() => undefined)
  }

  async #nextLine(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\n')
      if (end >= 0) {
        const text = this.#rest.slice(0, end)
        this.#rest = this.#rest.slice(end + 1)
        return text.replace(/\r$/, '')
      }
      const { done, value } = await this.#reader.read()
      if (done || this.#rest.length > replyCharsMax) throw new Ended({ tag: 'unreachable' })
      this.#rest += String.fromCharCode(...value)
    }
  }
}
