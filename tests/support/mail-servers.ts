import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Received = { from: string; to: string[]; raw: string }

/** A mail server at its wire. It refuses `refused@…` and hangs up on `hangup@…`. */
export type MailServer = {
  port: number
  received: Received[]
  /** Names that tried to sign in. */
  users: string[]
  stop(): Promise<void>
}

export async function mailServer(options: Partial<SMTPServerOptions> = {}): Promise<MailServer> {
  const received: Received[] = []
  const users: string[] = []
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _session, done) {
      users.push(auth.username ?? '')
      if (auth.password === 'the-right-one') done(null, { user: auth.username })
      else done(new Error('wrong password'))
    },
    onRcptTo({ address }, session, done) {
      if (address.startsWith('refused@')) return done(new Error('no such mailbox'))
      if (address.startsWith('hangup@')) {
        for (const connection of server.connections as unknown as Set<{
          id: string
          _socket: { destroy(): void }
        }>) {
          if (connection.id === session.id) connection._socket.destroy()
        }
        return
      }
      done()
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString(),
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    received,
    users,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** The text of a received message. */
export const textOf = ({ raw }: Received): string =>
  Buffer.from(raw.slice(raw.indexOf('\r\n\r\n') + 4), 'base64').toString()

type Posted = { headers: IncomingHttpHeaders; body: { to?: string[] } & Record<string, unknown> }

/** A mail provider over HTTP at its wire; it answers what `status` says. */
export async function mailProvider(status: (to: string) => number) {
  const posted: Posted[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Posted['body']
      posted.push({ headers: request.headers, body })
      const code = status(body.to?.[0] ?? '')
      response.writeHead(code, code === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end('{"id":"1"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => new Promise<unknown>((resolve) => server.close(resolve))
  return { url: `http://127.0.0.1:${port}/emails`, host: `127.0.0.1:${port}`, posted, stop }
}
