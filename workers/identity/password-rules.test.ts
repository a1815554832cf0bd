import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules.ts'

/** What this thread has had of the processor: unlike the clock's time it leaves out what others take. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const about = ['maria.gruber@acme-labs.example', 'Maria Gruber', 'Acme Laboratories']

describe('a chosen password', () => {
  it.each([
    'violin harbour 7 moss',
    'kettle-orbit-linen-92',
    'Tr4mline&Osprey^2x',
    'зелёный трамвай у моста',
    '木漏れ日と静かな図書館の朝',
    'xkqvzwpjrmty',
    'a long password',
    'blue whale sings at noon',
    'my dog ate the quarterly numbers',
  ])('%j is taken', (password) => expect(passwordProblem(password, about)).toBeNull())

  it.each([
    ['short', 'violin harb', 'at least 12'],
    ['short in characters, however many units they have', '😀😁😂🤣😃😄', 'at least 12'],
    ['of few characters', 'abababababab', 'different characters'],
    ['of few characters', 'aaaaaaaaaaaaaaaa', 'different characters'],
    ['common', 'password1234', 'tried first'],
    ['common', 'Password!2024', 'tried first'],
    ['common with signs for letters', 'P@$$w0rd!!2025', 'tried first'],
    ['common with signs for letters', '1L0v3y0u2026!', 'tried first'],
    ['common words put together', 'dragonmonkey99', 'tried first'],
    ['common words put together', 'Welcome-Summer-2026', 'tried first'],
    ['a keyboard walk', 'qwertyuiop12', 'tried first'],
    ['a keyboard walk', '1q2w3e4r5t6y', 'tried first'],
    ['a keyboard walk', 'asdfghjkl;12', 'tried first'],
    ['a run', '123456789012', 'tried first'],
    ['a run', 'abcdefghijkl', 'tried first'],
    ['a run backwards', 'zyxwvutsrqpo', 'tried first'],
    ['a run after a word', 'admin0123456789', 'tried first'],
    ['repeated', 'abcdabcdabcdabcdx', 'tried first'],
    ['a phrase that was leaked', 'correct horse battery staple', 'tried first'],
    ['the name', 'violin gruber moss', 'Leave out'],
    ['the address', 'MARIA.GRUBER-7-moss', 'Leave out'],
    ['the organization', 'acme harbour 7 moss', 'Leave out'],
    ['the organization in another form', 'ＡＣＭＥ harbour 7 moss', 'Leave out'],
  ])('%s is refused: %j', (_, password, message) => {
    expect(passwordProblem(password, about)).toContain(message)
  })

  it('may hold short words that stand in a name', () => {
    expect(passwordProblem('violin harbour li moss', ['li@x.example', 'Li Wu', 'Xu'])).toBeNull()
  })

  it('is judged quickly, however long and strange it is', () => {
    const beforeMs = spentMs()
    for (const part of ['ab', 'a', 'abcdefg1', 'password', 'é😀'])
      passwordProblem(part.repeat(512).slice(0, 1024), about)
    expect(spentMs() - beforeMs).toBeLessThan(500)
  })
})
