import { describe, expect, it } from 'vitest'
import { apiPath, publicUrl } from './paths.ts'

describe('the path of an address', () => {
  it.each([
    ['/api/v1/events', '/events'],
    ['/api/v1/events/a%2Fb', '/events/a%2Fb'],
    ['/api/v1/', '/'],
    ['/api/v1', '/'],
    ['/api', '/'],
    ['/api/events', '/events'],
    ['/v1/check', '/check'],
    ['/v1/process', '/process'],
    ['/v1/traces', '/otlp/v1/traces'],
    ['/v1/logs', '/otlp/v1/logs'],
    ['/health', '/health'],
    ['/ready', '/ready'],
    ['/metrics', '/metrics'],
    ['/docs', '/docs'],
    ['/process', '/process'],
    ['/ws/events', '/ws/events'],
    ['/auth/login', '/auth/login'],
    ['/ingest/llm', '/ingest/llm'],
    ['/api/v1/admin/keys', '/api-keys'],
    ['/api/admin/keys/k1/rotate', '/api-keys/k1/rotate'],
    ['/api/v1/admin/keysets', '/admin/keysets'],
    ['/dashboard/overview', '/dashboard/overview'],
  ])('%s is %s', (address, path) => expect(apiPath(address)).toBe(path))

  it.each([
    '/',
    '/events',
    '/health/',
    '/healthy',
    '/v1/checks',
    '/v1',
    '/auth',
    '/ws',
    '/apis/x',
    '/docs.css',
    '/API/v1/events',
    '/admin/keys',
  ])('%s belongs to the console', (address) => expect(apiPath(address)).toBeNull())
})

describe('the address that people see', () => {
  const seen = (address: string, publicAddress: string) =>
    publicUrl(new Request(address), { PUBLIC_URL: publicAddress }).href

  it('is the request’s own without a configured one', () => {
    expect(seen('http://127.0.0.1:8787/a?b=c', '')).toBe('http://127.0.0.1:8787/a?b=c')
  })

  it('has the configured origin, and path and query of the request', () => {
    expect(seen('http://127.0.0.1:8787/a/b%20c?d=e', 'https://aegis.example')).toBe(
      'https://aegis.example/a/b%20c?d=e',
    )
  })

  it('keeps the configured origin when the path looks like another host', () => {
    expect(new URL(seen('http://127.0.0.1//evil.example/auth/login', 'https://aegis.example')).origin).toBe(
      'https://aegis.example',
    )
  })
})
