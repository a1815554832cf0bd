import { beforeAll, describe, expect, it } from 'vitest'
import { call, organization } from './test-ledgers.ts'

beforeAll(() => organization('witnessed'))

describe('the address for checkpoints', () => {
  it.each([
    'http://example.org/x',
    'https://127.0.0.1/x',
    'https://localhost/',
    'https://a:b@example.org/',
    'ftp://example.org/',
  ])('is never %s', async (url) => {
    expect((await call('witnessed', 'PUT', '/audit/checkpoint-target', { url })).status).toBe(422)
  })

  it('is set, shown and removed', async () => {
    const url = 'https://witness.example.org/add-checkpoint'
    const fresh = { url, pushed_size: 0, pushed_at: null, last_error: null }
    const target = async () => (await call('witnessed', 'GET', '/audit/checkpoint-target')).json()
    expect(await (await call('witnessed', 'PUT', '/audit/checkpoint-target', { url })).json()).toEqual({
      target: fresh,
    })
    expect(await target()).toEqual({ target: fresh })
    expect((await call('witnessed', 'DELETE', '/audit/checkpoint-target')).status).toBe(200)
    expect(await target()).toEqual({ target: null })
  })
})
