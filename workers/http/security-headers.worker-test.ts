import { describe, expect, it } from 'vitest'
import { secured } from './security-headers.ts'

const https = new URL('https://aegis.example/x')
const http = new URL('http://127.0.0.1:8787/x')
const page = () =>
  new Response('<p>', {
    status: 418,
    statusText: 'Teapot',
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

describe('an answer', () => {
  it('cannot be sniffed, framed, or read across origins, and keeps what it was', async () => {
    const answer = secured(new Response('{}', { status: 201, headers: { 'x-own': '1' } }), http)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-own': '1',
    })
    expect([answer.status, await answer.text()]).toEqual([201, '{}'])
  })

  it('asks for TLS only where it came over TLS', () => {
    expect(secured(page(), https).headers.get('strict-transport-security')).toMatch(/^max-age=63072000;/)
    expect(secured(page(), http).headers.get('strict-transport-security')).toBeNull()
  })

  it('lets a page run only what carries its nonce, and speak to its own host only', () => {
    const policy = secured(page(), https).headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        expect.stringMatching(/^script-src 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/),
        "style-src 'self'",
        "connect-src 'self' wss://aegis.example",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ]),
    )
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(secured(page(), http).headers.get('content-security-policy')).toContain(
      "'self' ws://127.0.0.1:8787;",
    )
  })

  it('carries a nonce that is new each time, on every tag that has a place for one, and is not kept', async () => {
    const html = '<script src="/a.js" nonce="nonce"></script><script>alert(1)</script>'
    const made = () => {
      const headers = { 'content-type': 'text/html', etag: '"1"', 'content-length': String(html.length) }
      return secured(new Response(html, { headers }), https)
    }
    const [first, second] = [made(), made()]
    const nonceOf = (answer: Response) =>
      /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    expect(await first.text()).toBe(
      `<script src="/a.js" nonce="${nonceOf(first)}"></script><script>alert(1)</script>`,
    )
    expect(nonceOf(second)).not.toBe(nonceOf(first))
    expect([first.headers.get('cache-control'), first.headers.get('etag')]).toEqual(['no-store', null])
  })

  it('that is no page may do nothing when it is shown as one', () => {
    expect(secured(new Response('{}'), https).headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    )
  })

  it('lets nothing but the console’s scanner make the address of a script', () => {
    const policy = secured(page(), https).headers.get('content-security-policy') ?? ''
    expect(policy.split('; ').filter((rule) => rule.includes('trusted-types'))).toEqual([
      "require-trusted-types-for 'script'",
      'trusted-types aegisflow-scanner',
    ])
  })

  it('keeps every cookie', () => {
    const headers = new Headers()
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    expect(secured(new Response('', { headers }), https).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })
})
