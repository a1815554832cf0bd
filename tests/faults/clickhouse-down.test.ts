import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const total = 10_000
const batchSize = 250
const eventsOf = (batch: number) =>
  Array.from({ length: batchSize }, (_, index) => ({
    id: `fault-${batch * batchSize + index}`,
    model_name: 'gpt-5-mini',
    vendor_id: 'fault',
    prompt: `Event ${batch * batchSize + index} of the fault test`,
    tokens_in: 10,
    tokens_out: 1,
  }))

/** Ends the embedded ClickHouse the hard way, as often as it stands. */
async function killClickHouse(): Promise<void> {
  await until(
    () =>
      fetch(`${stack.clickHouse.url}/ping`).then(
        ({ ok }) => ok,
        () => false,
      ),
    Boolean,
  )
  process.kill(stack.gateway?.pid() ?? 0, 'SIGKILL')
}

type Counted = { rows: string; ids: string; tokens: string; rollup: string }

async function counted(): Promise<Counted> {
  try {
    const [row] = await stack.rows<Counted>(`
      SELECT toString(count()) AS rows, toString(uniqExact(id)) AS ids, toString(sum(tokens_in)) AS tokens,
        toString((SELECT sum(events) FROM dimension_hourly WHERE dimension = 'vendor' AND value = 'fault')) AS rollup
      FROM events WHERE vendor_id = 'fault'`)
    return row as Counted
  } catch {
    return { rows: '-', ids: '-', tokens: '-', rollup: '-' }
  }
}

/** A rollup is written just after its table, so a reader may see one without the other for a moment. */
const holdsAtLeast =
  (events: number) =>
  ({ rows, rollup }: Counted): boolean =>
    Number(rows) >= events && Number(rollup) >= events

describe('ClickHouse killed while events arrive', () => {
  it('loses nothing and doubles nothing, in the table and in the rollup', async () => {
    expect(stack.gateway).not.toBeNull()
    const statuses: number[] = []
    for (let batch = 0; batch < total / batchSize; batch += 1) {
      if (batch % 8 === 4) await killClickHouse()
      statuses.push((await stack.ingest(eventsOf(batch))).status)
    }
    expect(new Set(statuses)).toEqual(new Set([202]))
    const stored = await until(counted, holdsAtLeast(total), 60_000)
    expect(stored).toEqual({
      rows: String(total),
      ids: String(total),
      tokens: String(total * 10),
      rollup: String(total),
    })
    const again = await stack.ingest(eventsOf(0))
    expect(again.body).toEqual({ ingested: 0, duplicates: batchSize, quarantined: 0 })
  })

  it('goes on taking and showing events live while ClickHouse is away, and says so on /ready', async () => {
    const overview = () =>
      stack.call('GET', '/api/v1/dashboard/overview', { headers: { 'cache-control': 'no-cache' } })
    let kills = 0
    // It is started again at once: on a busy machine a question may come too late to miss it.
    const [ready, , pushed] = await until(
      async () => {
        await killClickHouse()
        kills += 1
        return Promise.all([
          stack.call('GET', '/ready'),
          overview(),
          stack.ingest([{ id: `while-away-${kills}`, model_name: 'm', prompt: 'taken' }]),
        ])
      },
      (answers) => answers[0].status === 503 && answers[1].status === 503,
      60_000,
    )
    expect(pushed.body).toEqual({ ingested: 1, duplicates: 0, quarantined: 0 })
    expect(ready.body.dependencies).toContainEqual(
      expect.objectContaining({ name: 'clickhouse', state: 'down' }),
    )
    expect(ready.body.dependencies).toContainEqual(expect.objectContaining({ name: 'd1', state: 'up' }))
    await until(
      () => stack.call('GET', `/api/v1/events/while-away-${kills}`),
      ({ status }) => status === 200,
      30_000,
    )
    expect((await overview()).status).toBe(200)
  })
})

describe('a question that ClickHouse refuses', () => {
  it('is a mistake of ours and no outage: 500, and no word of it', async () => {
    const client = createClient(stack.clickHouse)
    const vendors = () =>
      stack.call('GET', '/api/v1/vendors/analytics', { headers: { 'cache-control': 'no-cache' } })
    await client.command({ query: 'RENAME TABLE dimension_hourly TO dimension_hourly_away' })
    const refused = await vendors()
    await client.command({ query: 'RENAME TABLE dimension_hourly_away TO dimension_hourly' })
    await client.close()
    expect([refused.status, refused.body.error]).toEqual([500, expect.objectContaining({ code: 'internal' })])
    expect(JSON.stringify(refused.body)).not.toContain('dimension_hourly')
    expect((await vendors()).status).toBe(200)
  })
})

describe('workerd killed while events arrive', () => {
  it('keeps everything that it had answered, once', async () => {
    const before = Number((await counted()).rows)
    const accepted: string[] = []
    const firstPid = stack.workerdPid()
    const killer = setTimeout(() => process.kill(firstPid ?? 0, 'SIGKILL'), 200)
    for (let batch = 100; batch < 130; batch += 1) {
      const events = eventsOf(batch)
      await until(
        () =>
          stack.ingest(events).then(
            ({ status }) => status,
            () => 0,
          ),
        (status) => status === 202,
        30_000,
      )
      accepted.push(...events.map(({ id }) => id))
    }
    clearTimeout(killer)
    expect(
      await until(
        () => stack.workerdPid(),
        (pid) => pid !== null && pid !== firstPid,
      ),
    ).not.toBe(firstPid)
    const stored = await until(counted, holdsAtLeast(before + accepted.length), 60_000)
    expect(Number(stored.rows)).toBe(before + accepted.length)
    expect(stored.ids).toBe(stored.rows)
    expect(stored.rollup).toBe(stored.rows)
  })
  it('stands again at its address when it is killed while it starts, again and again', async () => {
    const killed = new Set<number | null>([null])
    for (let kill = 0; kill < 4; kill += 1) {
      const pid = await until(
        () => stack.workerdPid(),
        (now) => !killed.has(now),
        30_000,
      )
      killed.add(pid)
      process.kill(pid ?? 0, 'SIGKILL')
    }
    const status = () =>
      stack.ingest([{ id: 'after-kills', model_name: 'm', prompt: 'taken' }]).then(
        (answer) => answer.status,
        () => 0,
      )
    expect(await until(status, (now) => now === 202, 60_000)).toBe(202)
  })
})
