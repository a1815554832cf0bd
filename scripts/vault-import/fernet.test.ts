import { createCipheriv, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type FernetKey, fernetKey, openFernet } from './fernet.ts'

/** Source: the specification's own vectors. */
const keyText = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4='
const token =
  'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA=='
const atMs = 499_162_800_000
const key = fernetKey(keyText) as FernetKey
const other = fernetKey(Buffer.alloc(32, 7).toString('base64url')) as FernetKey

/** A token as a sender makes it; what it may get wrong can be given. */
function sealed(plain: Buffer, by = key, { ms = atMs, first = 0x80 } = {}): string {
  const head = Buffer.alloc(9)
  head[0] = first
  head.writeBigUInt64BE(BigInt(ms / 1000), 1)
  const iv = Buffer.alloc(16, 1)
  const cipher = createCipheriv('aes-128-cbc', by.encryption, iv)
  const body = Buffer.concat([head, iv, cipher.update(plain), cipher.final()])
  const hmac = createHmac('sha256', by.signing).update(body).digest()
  return padded(Buffer.concat([body, hmac]))
}
const padded = (bytes: Buffer) => {
  const text = bytes.toString('base64url')
  return text + '='.repeat((4 - (text.length % 4)) % 4)
}
const altered = (at: number, by = 1) => {
  const bytes = Buffer.from(token, 'base64url')
  bytes[at < 0 ? bytes.length + at : at] = (bytes[at < 0 ? bytes.length + at : at] ?? 0) ^ by
  return padded(bytes)
}

describe('a Fernet token', () => {
  it('opens as the specification’s vector says', () => {
    expect(openFernet(token, [key], atMs)).toEqual({ ok: true, text: 'hello' })
    expect(sealed(Buffer.from('x')).startsWith('gAAAAAAdwJ6w')).toBe(true)
  })

  it('opens with any key of the ring, also an old one', () => {
    expect(openFernet(token, [other, key], atMs)).toEqual({ ok: true, text: 'hello' })
    expect(openFernet(sealed(Buffer.from('new'), other), [other, key], atMs)).toEqual({
      ok: true,
      text: 'new',
    })
    expect(openFernet(token, [other], atMs)).toEqual({ ok: false, fault: 'not_authentic' })
    expect(openFernet(token, [], atMs)).toEqual({ ok: false, fault: 'not_authentic' })
  })

  it('opens however old it is, and up to a minute ahead of the clock', () => {
    expect(openFernet(token, [key], atMs + 40 * 365 * 86_400_000).ok).toBe(true)
    expect(openFernet(token, [key], atMs - 60_000).ok).toBe(true)
    expect(openFernet(token, [key], atMs - 60_001)).toEqual({ ok: false, fault: 'from_the_future' })
  })

  it('opens with and without its padding, and with line ends around it', () => {
    expect(openFernet(token.replaceAll('=', ''), [key], atMs).ok).toBe(true)
    expect(openFernet(`${token}\n`, [key], atMs).ok).toBe(true)
  })

  it.each([
    ['an altered signature', altered(-1), 'not_authentic'],
    ['an altered ciphertext', altered(30), 'not_authentic'],
    ['an altered time', altered(5), 'not_authentic'],
    ['another version', altered(0), 'unknown_version'],
    ['another version, signed', sealed(Buffer.from('x'), key, { first: 0x81 }), 'unknown_version'],
    ['nothing', '', 'malformed'],
    ['a byte less', padded(Buffer.from(token, 'base64url').subarray(0, -1)), 'malformed'],
    ['no ciphertext', padded(Buffer.from(token, 'base64url').subarray(0, 57)), 'malformed'],
    ['base64 of the other alphabet', token.replaceAll('_', '/'), 'malformed'],
    ['a second spelling of the same bytes', `${token.slice(0, -3)}B==`, 'malformed'],
    ['padding too much', `${token}==`, 'malformed'],
    ['bytes that are no text', sealed(Buffer.from([0xff, 0xfe])), 'malformed'],
  ])('with %s opens nothing', (_what, given, fault) => {
    expect(openFernet(given, [key], atMs)).toEqual({ ok: false, fault })
  })

  it('of a wrong padding inside opens nothing', () => {
    const body = Buffer.from(token, 'base64url').subarray(0, -32)
    const cut = Buffer.concat([body.subarray(0, -16), Buffer.alloc(16, 3)])
    const hmac = createHmac('sha256', key.signing).update(cut).digest()
    const given = padded(Buffer.concat([cut, hmac]))
    expect(openFernet(given, [key], atMs)).toEqual({ ok: false, fault: 'malformed' })
  })
})

describe('a Fernet key', () => {
  it.each(['', 'abc', Buffer.alloc(31).toString('base64url'), Buffer.alloc(33).toString('base64url'), '***'])(
    'is not "%s"',
    (text) => {
      expect(fernetKey(text)).toBeNull()
    },
  )
})
