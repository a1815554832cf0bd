import { describe, expect, it } from 'vitest'
import { invitedWithLink, invitedWithPassword, verifyEmail } from './templates.ts'

const link = 'https://aegis.example/invitation#token=abc'
const written = (organization: string, inviter = 'Ann') => invitedWithLink({ organization, inviter, link })

describe('a message', () => {
  it('says who invites whom where, and holds the link on a line of its own', () => {
    const { subject, text } = written('Acme', 'Ann')
    expect(subject).toBe('You are invited to Acme')
    expect(text).toContain('Ann invites you to join Acme')
    expect(text.split('\n')).toContain(link)
  })

  it('gives a temporary password its own line with the address it is for', () => {
    const { text } = invitedWithPassword({
      organization: 'Acme',
      inviter: 'Ann',
      password: 'abcde-fghij',
      email: 'bob@example.org',
      signIn: 'https://aegis.example/sign-in',
    })
    expect(text).toContain('with the address bob@example.org\nand the temporary password abcde-fghij\n')
  })

  it.each([
    'Win a prize at https://evil.example/x',
    'www.evil.example now',
    'Call\r\n\r\nhttps://evil.example',
    'evil.example',
  ])('makes no link of the name %j', (name) => {
    const { subject, text } = written(name, name)
    for (const part of [subject, text.replace(link, '')]) {
      expect(part).not.toMatch(/https?:\/\/|www\.|evil\.example/)
    }
    expect(text.split('\n')).toHaveLength(written('Acme').text.split('\n').length)
  })

  it('cuts a name that is long', () => {
    expect(verifyEmail({ name: 'x'.repeat(500), link }).text).not.toContain('x'.repeat(61))
  })
})
