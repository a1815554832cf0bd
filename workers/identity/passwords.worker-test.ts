import { describe, expect, it } from 'vitest'
import { decoyHash, hashPassword, verifyPassword } from './passwords.ts'

const password = 'correct horse battery staple'

describe('a password', () => {
  it('is kept as Argon2id at OWASP’s cost with a salt of its own', async () => {
    const [one, two] = [await hashPassword(password), await hashPassword(password)]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(two)
  })

  it('is known again, and nothing that is only like it', async () => {
    const phc = await hashPassword(password)
    expect(await verifyPassword(phc, password)).toBe(true)
    for (const other of [`${password} `, password.toUpperCase(), '', password.slice(0, -1)]) {
      expect(await verifyPassword(phc, other)).toBe(false)
    }
  })

  it.each([
    ['beyond ASCII', 'п'.repeat(12), `${'п'.repeat(11)}р`],
    ['with a NUL', 'before \0 after it', 'before \0 another'],
    ['of emoji', '😀😀😀😀😀😀', '😀😀😀😀😀😃'],
    ['that is long', 'x'.repeat(1024), `${'x'.repeat(1023)}y`],
  ])('%s counts to its last character', async (_, given, other) => {
    const phc = await hashPassword(given)
    expect(await verifyPassword(phc, given)).toBe(true)
    expect(await verifyPassword(phc, other)).toBe(false)
  })

  it.each([
    '',
    'x',
    '$argon2id$',
    '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA',
    '$2b$10$abcdefghijklmnopqrstuv',
    password,
  ])('is not that of the string %j, which cannot be read', async (phc) =>
    expect(await verifyPassword(phc, password)).toBe(false),
  )

  it('is nobody’s for the decoy, which is of the same cost', async () => {
    expect(decoyHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword(decoyHash, password)).toBe(false)
  })
})
