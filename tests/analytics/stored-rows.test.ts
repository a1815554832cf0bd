import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clickHouse } from '../../analytics/store/clickhouse.ts'
import { type ClickHouseProxy, startClickHouseProxy } from '../../scripts/soak/clickhouse-proxy.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'

let engine: TestEngine
/** Something in between, which bears no more of an address than Node does: 16 KiB. */
let proxy: ClickHouseProxy
beforeAll(async () => {
  engine = await testEngine()
  proxy = await startClickHouseProxy(engine.url)
})
afterAll(async () => {
  await proxy.stop()
  await engine.end()
})

const row = (org_id: string, batch_id: string, id: string) => ({
  org_id,
  batch_id,
  id,
  created_at: '2026-11-20T12:00:00.000Z',
  expires_at: '2105-01-01T00:00:00Z',
  revision: 0,
})
type Row = ReturnType<typeof row>

async function heldOf(orgId: string, rows: readonly Row[]): Promise<boolean[]> {
  const store = clickHouse({ url: proxy.url, user: 'default', password: '', database: 'aegisflow' })
  return rows.map(await store.storedRows({ orgId }, 'quarantined', rows))
}
async function put(rows: readonly Row[]): Promise<void> {
  const lines = rows.map(({ revision, ...rest }) => `${JSON.stringify(rest)}\n`).join('')
  expect(await engine.store.insert('quarantined', lines, rows[0]?.batch_id ?? '')).toEqual({
    outcome: 'stored',
  })
}

describe('rows that are looked up', () => {
  it('are told apart by organization, batch and id, whatever their names hold', async () => {
    const odd = `it's \\ "b" {x:String} --`
    await put([row('org', odd, odd), row('org', odd, 'b'), row('org', 'b1', 'c')])
    await put([row('other', 'b1', 'a')])
    const asked = [
      row('org', odd, odd),
      row('org', odd, 'c'),
      row('org', 'b1', 'a'),
      row('org', 'b1', 'b'),
      row('org', 'b1', 'c'),
    ]
    expect(await heldOf('org', asked)).toEqual([true, false, false, false, true])
    expect(await heldOf('other', asked)).toEqual([false, false, true, false, false])
  })

  it('may stand in as many batches as one range has rows', async () => {
    const all = Array.from({ length: 10_000 }, (_, index) =>
      row('many', `0193a4c2-7d10-7c3e-9f2b-${index}-events-0`, `id-${index}`),
    )
    await put(all.filter((_, index) => index % 3 === 0))
    const held = await heldOf('many', all)
    expect(held).toEqual(all.map((_, index) => index % 3 === 0))
  })
})
