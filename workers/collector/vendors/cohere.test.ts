import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { cohere } from './cohere.ts'

const nowMs = Date.parse('2026-11-20T12:30:15.500Z')

async function validated(reply: Reply) {
  const wire = { secret: 'k'.repeat(40), nowMs }
  const { ctx, seen } = await serveVendor(cohere, wire, () => reply)
  return { result: await cohere.validate(ctx), seen }
}

describe('Cohere', () => {
  it('takes a key and names the organization', async () => {
    const { result, seen } = await validated({ body: { valid: true, organization_id: 'org-1' } })
    expect(result).toEqual({ ok: true, value: { accountRef: 'org-1' } })
    expect(seen.map(({ pathname }) => pathname)).toEqual(['/v1/check-api-key'])
  })

  it.each([
    ['a verdict against it', { body: { valid: false } }],
    ['401', { status: 401, body: { message: 'invalid api token' } }],
    ['a status of Cohere’s own', { status: 498, body: { message: 'invalid token' } }],
  ])('refuses a key for %s', async (_what, reply) => {
    expect((await validated(reply)).result).toMatchObject({ failure: { tag: 'unauthorized' } })
  })

  it('takes no other answer for a verdict', async () => {
    expect((await validated({ body: { ok: true } })).result).toMatchObject({ failure: { tag: 'bad_json' } })
    const failing = await validated({ status: 400, body: { message: 'no' } })
    expect(failing.result).toMatchObject({ failure: { tag: 'rejected' } })
  })

  it('is asked by POST at the sandbox, and says so of a wrong key', async () => {
    const { asked, context } = await atSandbox(cohere, nowMs)
    expect(asked()).toEqual(['POST /v1/check-api-key'])
    expect(await cohere.validate(context({ secret: 'x' }))).toMatchObject({
      failure: { tag: 'unauthorized', detail: 'invalid api token' },
    })
  })
})
