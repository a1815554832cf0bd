import { describe, expect, it } from 'vitest'
import { clearCookies, cookiesOf, setCookies } from './cookies.ts'

const https = new URL('https://aegis.example/auth/login')
const http = new URL('http://127.0.0.1:8787/auth/login')
const tokens = { access: 'aaa', accessAgeMs: 900_000, refresh: 'rrr', refreshAgeMs: 604_800_999 }
const carrying = (cookie: string) => new Request('http://api/', { headers: { cookie } })

function written(
  url: URL,
  change: Partial<Omit<typeof tokens, 'refresh'>> & { refresh?: string | null } = {},
): string[] {
  const headers = new Headers()
  setCookies(headers, url, { ...tokens, ...change })
  return headers.getSetCookie()
}

describe('the cookies', () => {
  it('are bound to the host and to TLS where there is TLS', () => {
    expect(written(https)).toEqual([
      '__Host-access=aaa; Path=/; HttpOnly; SameSite=Lax; Max-Age=900; Secure',
      '__Host-refresh=rrr; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800; Secure',
    ])
  })

  it('have plain names on plain http, which takes no others', () => {
    expect(written(http)).toEqual([
      'access=aaa; Path=/; HttpOnly; SameSite=Lax; Max-Age=900',
      'refresh=rrr; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800',
    ])
  })

  it('leave the refresh token alone when there is no new one', () => {
    expect(written(https, { refresh: null })).toHaveLength(1)
  })

  it('are taken away by an age of zero, with the attributes that they were set with', () => {
    const headers = new Headers()
    clearCookies(headers, https)
    expect(headers.getSetCookie()).toEqual([
      '__Host-access=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure',
      '__Host-refresh=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure',
    ])
  })
})

describe('the tokens that a browser carries', () => {
  it('are read under the names of its scheme only', () => {
    const both = '__Host-access=a; __Host-refresh=r.s=; access=x; refresh=y'
    expect(cookiesOf(carrying(both), https)).toEqual({ access: 'a', refresh: 'r.s=' })
    expect(cookiesOf(carrying(both), http)).toEqual({ access: 'x', refresh: 'y' })
    expect(cookiesOf(carrying('access=x; refresh=y'), https)).toEqual({ access: null, refresh: null })
  })

  it.each(['', ';;', '=a', 'access', ' ; access ;', 'xaccess=1; Access=2'])('are none in %j', (cookie) => {
    expect(cookiesOf(carrying(cookie), http)).toEqual({ access: null, refresh: null })
  })
})
