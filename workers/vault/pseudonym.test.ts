import { describe, expect, it } from 'vitest'
import { pseudonym, pseudonymKey } from './pseudonym.ts'

const key = await pseudonymKey('dGVzdC1wc2V1ZG9ueW0ta2V5LTMyLWJ5dGVzISEhISE=')

describe('pseudonym', () => {
  it('stays what it is, since events keep it', async () => {
    expect(await pseudonym(key, 'org_1', 'email', 'dana@example.com')).toBe('act_pKFQ_B3OQg3r-cpukWcBvI')
  })

  it.each(['Dana@Example.com', ' dana@example.com\n', 'ｄana@example.com', 'DANA@EXAMPLE.COM'])(
    'is the same for the spelling "%s" of an e-mail',
    async (email) => {
      const expected = await pseudonym(key, 'org_1', 'email', 'dana@example.com')
      expect(await pseudonym(key, 'org_1', 'email', email)).toBe(expected)
    },
  )

  it('differs by organization, kind, value and key', async () => {
    const otherKey = await pseudonymKey('b3RoZXItcHNldWRvbnltLWtleS0zMi1ieXRlcyEhISE=')
    const ids = await Promise.all([
      pseudonym(key, 'org_1', 'email', 'dana@example.com'),
      pseudonym(key, 'org_2', 'email', 'dana@example.com'),
      pseudonym(key, 'org_1', 'openai', 'dana@example.com'),
      pseudonym(key, 'org_1', 'email', 'dan@example.com'),
      pseudonym(key, 'org_1', 'openai', 'user-A'),
      pseudonym(key, 'org_1', 'openai', 'user-a'),
      pseudonym(key, 'org_1o', 'penai', 'user-a'),
      pseudonym(otherKey, 'org_1', 'email', 'dana@example.com'),
    ])
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^act_[A-Za-z0-9_-]{22}$/)
  })

  it.each(['', 'not base64!', 'c2hvcnQ='])('does not start from the secret "%s"', async (secret) => {
    await expect(pseudonymKey(secret)).rejects.toMatchObject({ code: 'bad_key_ring' })
  })
})
