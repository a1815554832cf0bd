import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { deepseek } from './deepseek.ts'

const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const purse = (currency: string, total: unknown) => ({
  currency,
  total_balance: total,
  granted_balance: '0.00',
  topped_up_balance: total,
})

async function validated(reply: Reply) {
  const wire = { secret: 'sk-1', nowMs }
  const { ctx } = await serveVendor(deepseek, wire, () => reply)
  return deepseek.validate(ctx)
}

describe('DeepSeek', () => {
  it('tells the balance in each currency', async () => {
    const balance_infos = [purse('USD', '18.42'), purse('CNY', '3.00')]
    expect(await validated({ body: { is_available: true, balance_infos } })).toEqual({
      ok: true,
      value: { accountRef: null, note: 'Balance: 18.42 USD and 3.00 CNY.' },
    })
  })

  it('takes a key without credit, and says so', async () => {
    const body = { is_available: false, balance_infos: [purse('USD', '0.00')] }
    expect(await validated({ body })).toMatchObject({
      ok: true,
      value: { note: 'Balance: 0.00 USD. The account has no credit for calls.' },
    })
    expect(
      await validated({ status: 402, body: { error: { message: 'Insufficient Balance' } } }),
    ).toMatchObject({ ok: true, value: { note: 'The account has no credit for calls.' } })
  })

  it('leaves a purse that cannot be read, and refuses another envelope', async () => {
    const body = { balance_infos: [purse('USD', 'much'), purse('CNY', 3)] }
    expect(await validated({ body })).toMatchObject({ value: { note: 'Balance: 3 CNY.' } })
    expect(await validated({ body: { balance: 3 } })).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it('refuses a wrong key at the sandbox in the vendor’s words', async () => {
    const { context } = await atSandbox(deepseek, nowMs)
    expect(await deepseek.validate(context({ secret: 'sk-0' }))).toMatchObject({
      failure: { tag: 'unauthorized', detail: 'Authentication Fails, your api key is invalid' },
    })
  })
})
