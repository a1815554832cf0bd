import { describe, expect, it } from 'vitest'
import { smtpServer, transportOf } from './settings.ts'

const none = {
  MAIL_FROM: 'noreply@aegis.example',
  MAIL_API_URL: 'https://mail.example/emails',
  MAIL_OUTBOX: 'false',
  PUBLIC_URL: 'https://aegis.example',
}

describe('how mail goes out', () => {
  it('is SMTP before HTTP before the outbox before nothing', () => {
    const smtp = { MAIL_SMTP_URL: 'smtps://u:p@mail.example' }
    const http = { MAIL_API_KEY: 'key-for-tests' }
    const outbox = { MAIL_OUTBOX: 'true' }
    expect(transportOf({ ...none, ...smtp, ...http, ...outbox }).type).toBe('smtp')
    expect(transportOf({ ...none, ...http, ...outbox }).type).toBe('http')
    expect(transportOf({ ...none, ...outbox }).type).toBe('outbox')
    expect(transportOf(none).type).toBe('none')
    expect(transportOf({ ...none, MAIL_OUTBOX: 'yes' }).type).toBe('none')
  })

  it('needs our own address and a sender, before it sends anything', () => {
    const http = { ...none, MAIL_API_KEY: 'key-for-tests' }
    expect(() => transportOf({ ...http, PUBLIC_URL: '' })).toThrow('PUBLIC_URL')
    expect(() => transportOf({ ...http, MAIL_FROM: '' })).toThrow('MAIL_FROM')
    expect(() => transportOf({ ...http, MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' })).toThrow('MAIL_FROM')
  })

  it('shows no key and no password when it is printed', () => {
    const settings = {
      ...none,
      MAIL_SMTP_URL: 'smtps://user:pass-word@mail.example',
      MAIL_API_KEY: 'the-key',
    }
    expect(JSON.stringify(transportOf(settings))).not.toContain('pass-word')
    expect(JSON.stringify(transportOf({ ...settings, MAIL_SMTP_URL: '' }))).not.toContain('the-key')
  })
})

describe('the address of a mail server', () => {
  it.each([
    ['smtps://mail.example', 465, 'implicit'],
    ['smtps://mail.example:2465', 2465, 'implicit'],
    ['smtp://mail.example', 587, 'starttls'],
    ['smtp://mail.example:25?tls=none', 25, 'none'],
  ])('%s says its port and its TLS', (text, port, tls) => {
    expect(smtpServer(text)).toEqual({ hostname: 'mail.example', port, tls, credentials: null })
  })

  it('may hold credentials in any characters', () => {
    const { credentials } = smtpServer('smtps://user%40x.example:p%2Fa%3As@mail.example')
    expect([credentials?.username, credentials?.password.reveal()]).toEqual(['user@x.example', 'p/a:s'])
  })

  it.each(['', 'mail.example', 'https://mail.example', 'smtp:', 'smtp://'])('is not %j', (text) =>
    expect(() => smtpServer(text)).toThrow('MAIL_SMTP_URL'),
  )

  it.each(['smtp://user:secret-word@mail.example?tls=none', 'smtps://mail.example?tls=none'])(
    'gives nothing away in the clear: %s',
    (text) => {
      expect(() => smtpServer(text)).toThrow('without TLS')
      expect(() => smtpServer(text)).not.toThrow('secret-word')
    },
  )
})
