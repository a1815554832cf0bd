import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../analytics/ledger/canonical.ts'
import { secret } from '../vault/secret.ts'
import { maskedDetails, maskedName } from './mask.ts'

/** What this thread has had of the processor: unlike the clock's time it leaves out what others take. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const masked = '[masked]'

describe('details', () => {
  it.each([
    ['an API key', 'key afk_0123456789ab_abcdefghijklmnopqrstuv now', `key ${masked} now`],
    ['a vendor’s key', 'sk-ant-admin01-abcdefghijklmnop', masked],
    ['a token of GitHub', 'ghp_abcdefghijklmnopqrst', masked],
    ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE', masked],
    ['a JWT', 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', masked],
    ['a password’s hash', 'is $argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', `is ${masked}`],
    ['an Authorization value', 'Bearer abcdefghijkl', masked],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----', masked],
    ['an envelope of the vault', `v1.k1.dek.${'A'.repeat(16)}.${'B'.repeat(30)}`, masked],
  ])('never hold %s', (_name, text, expected) => {
    expect(maskedDetails({ note: text })).toEqual({ note: expected })
    expect(maskedDetails([{ deep: [text] }])).toEqual([{ deep: [expected] }])
  })

  it.each([
    'password',
    'newPassword',
    'current_password',
    'password_hash',
    'secret',
    'clientSecret',
    'api_key',
    'access-token',
    'refresh_token',
    'csrf',
    'totp',
    'recovery_codes',
    'authorization',
    'secret_envelope',
  ])('never hold what stands under %s', (name) => {
    expect(maskedDetails({ [name]: 'short' })).toEqual({ [name]: masked })
    expect(maskedDetails({ [name]: { a: 'short' } })).toEqual({ [name]: masked })
  })

  it.each([
    'secretary',
    'tokens_in',
    'password_changed_at',
    'api_key_id',
    'code',
    'token_count',
    'passenger',
  ])('do hold what stands under %s', (name) => {
    expect(maskedDetails({ [name]: 'plain' })).toEqual({ [name]: 'plain' })
  })

  it('mask a marked secret wherever it stands', () => {
    expect(maskedDetails({ value: secret('hunter2-hunter2'), list: [secret('x')] })).toEqual({
      value: masked,
      list: [masked],
    })
  })

  it('are plain JSON, whatever was given', () => {
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.self = circle
    const value = {
      big: 10n ** 30n,
      none: undefined,
      nan: Number.NaN,
      at: new Date(0),
      bad: new Date(Number.NaN),
      call: () => 1,
      map: new Map([['a', 1]]),
      bytes: new Uint8Array(3),
      half: 'a\ud800',
      circle,
      absent: { password: null, secret: '' },
      list: [undefined, () => 1],
    }
    expect(JSON.parse(canonicalJson(maskedDetails(value)))).toEqual({
      big: `1${'0'.repeat(30)}`,
      nan: 'NaN',
      at: '1970-01-01T00:00:00.000Z',
      bad: null,
      map: { a: 1 },
      bytes: '[bytes]',
      half: 'a\ufffd',
      circle: { name: 'circle', self: '[too deep]' },
      absent: { password: null, secret: '' },
      list: [null, null],
    })
  })

  it('cut a long text and say how long it was, quickly', () => {
    const beforeMs = spentMs()
    for (const text of [
      'ey-'.repeat(400_000),
      'a@'.repeat(500_000),
      '$argon2'.repeat(100_000),
      'x'.repeat(1_000_000),
    ]) {
      const cut = maskedDetails(text) as string
      expect(cut.length).toBeLessThan(4_200)
      expect(cut).toContain(`(${text.length})`)
    }
    expect(spentMs() - beforeMs).toBeLessThan(1_000)
  })
})

describe('a name in an entry’s own bytes', () => {
  it.each([
    ['ann.o’neil@example.org', '[email]'],
    ['user/ann@sub.example.org/x', 'user/[email]/x'],
    ['jürgen@müller.example', '[email]'],
    ['afk_0123456789ab_abcdefghijklmnopqrstuv', masked],
    ['to "ann"@localhost', 'to [email]'],
    ['ann＠example.org', '[email]'],
    ['a\r\nb\u0000c', 'a  b c'],
    ['x'.repeat(300), 'x'.repeat(256)],
    ['a\ud800', 'a\ufffd'],
    [`${'x'.repeat(255)}😀`, `${'x'.repeat(255)}\ufffd`],
    ['019c2f4e-0000-7000-8000-0000000000d0', '019c2f4e-0000-7000-8000-0000000000d0'],
  ])('%j becomes %j', (given, expected) => {
    expect(maskedName(given)).toBe(expected)
  })
})
