import { describe, expect, it } from 'vitest'
import { mime } from './mime.ts'

const envelope = { from: 'noreply@aegis.example', fromName: 'AegisFlow', domain: 'aegis.example' }
const mail = { to: 'ann@example.org', subject: 'Confirm your e-mail address', text: 'Hello\nworld' }
const atMs = Date.UTC(2026, 10, 21, 15, 4, 5)

const written = (change: Partial<typeof mail> = {}): string =>
  mime({ ...mail, ...change }, envelope, 'id-1', atMs) ?? ''
const split = (text: string): [string[], string] => {
  const at = text.indexOf('\r\n\r\n')
  return [text.slice(0, at).split('\r\n'), text.slice(at + 4)]
}
const bodyOf = (text: string): string => Buffer.from(split(text)[1], 'base64').toString()

describe('a message on the wire', () => {
  it('has the headers of plain text and its body in base64', () => {
    const [headers, body] = split(written())
    expect(headers).toEqual([
      'From: AegisFlow <noreply@aegis.example>',
      'To: ann@example.org',
      'Subject: Confirm your e-mail address',
      'Date: Sat, 21 Nov 2026 15:04:05 +0000',
      'Message-ID: <id-1@aegis.example>',
      'Auto-Submitted: auto-generated',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
    ])
    expect(Buffer.from(body, 'base64').toString()).toBe('Hello\r\nworld')
  })

  it.each([
    'Hi\r\nBcc: everyone@example.org',
    'Hi\nBcc: everyone@example.org',
    'Hi\rBcc: everyone@example.org',
    'Hi\u2028Bcc: everyone@example.org',
    'Hi\0\x0b\x0c\u0085Bcc: everyone@example.org',
    'Hi =?utf-8?B?DQpCY2M6?=',
  ])('gets no header out of the subject %j', (subject) => {
    const [headers] = split(written({ subject }))
    expect(headers.filter((line) => /^[A-Za-z-]+:/.test(line))).toHaveLength(9)
    expect(headers.some((line) => /^bcc/i.test(line))).toBe(false)
  })

  it('gets no line of the protocol out of its text', () => {
    const text = `first\r\n.\r\nMAIL FROM:<x@y.example>\r\n${'é'.repeat(400)}`
    for (const line of written({ text }).split('\r\n')) {
      expect(line.length).toBeLessThanOrEqual(76)
      expect(line).not.toBe('.')
      expect(line).toMatch(/^[\x20-\x7e]*$/)
    }
    expect(bodyOf(written({ text }))).toBe(text)
  })

  it('carries a subject in any writing, in words of at most 75 characters', () => {
    const subject = 'Einladung zu Müller & Söhne — 招待状をお送りします、どうぞよろしく😀'
    const [headers] = split(written({ subject }))
    const from = headers.findIndex((line) => line.startsWith('Subject: '))
    const lines = [headers[from]?.slice('Subject: '.length) ?? '']
    for (let at = from + 1; headers[at]?.startsWith(' '); at += 1) lines.push(headers[at]?.trim() ?? '')
    expect(lines.every((word) => word.length <= 75)).toBe(true)
    const read = lines.map((word) => Buffer.from(/=\?utf-8\?B\?(.*)\?=/.exec(word)?.[1] ?? '', 'base64'))
    expect(Buffer.concat(read).toString()).toBe(subject)
  })

  it.each([
    '',
    'ann',
    'ann@',
    'a@b@c',
    'ann@example.org>',
    '<ann@example.org>',
    'ann@example.org\r\nRCPT TO:<x@y>',
    'ann@example.org,bob@example.org',
    'ann example@example.org',
    'ann@exämple.org',
  ])('is none to %j', (to) => expect(mime({ ...mail, to }, envelope, 'id-1', atMs)).toBeNull())
})
