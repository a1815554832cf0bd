import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import type { EventRow } from '../../analytics/event-row.ts'
import { type ClickHouse, clickHouse } from '../../analytics/store/clickhouse.ts'
import { startGateway } from '../../scripts/gateway/start.ts'
import { migrateClickHouse } from '../../scripts/migrate.ts'

/** A migrated store of its own, without the rest of an instance. */
export type TestEngine = {
  url: string
  store: ClickHouse
  rows<Row>(sql: string): Promise<Row[]>
  command(sql: string): Promise<void>
  /** Stores rows of events as the log does; a correction is two rows with a sign. */
  put(rows: readonly (EventRow & { sign?: 1 | -1 })[], token: string): Promise<void>
  end(): Promise<void>
}

export async function testEngine(): Promise<TestEngine> {
  const dir = mkdtempSync(join(tmpdir(), 'aegisflow-engine-'))
  const gateway = await startGateway({ dir })
  const server = { url: gateway.url, username: 'default', password: '', database: 'aegisflow' }
  await migrateClickHouse(server)
  const client = createClient({
    ...server,
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  })
  const store = clickHouse({ url: gateway.url, user: 'default', password: '', database: 'aegisflow' })
  return {
    url: gateway.url,
    store,
    async rows<Row>(sql: string) {
      const result = await client.query({ query: sql, format: 'JSONEachRow' })
      return result.json<Row>()
    },
    async command(sql) {
      await client.command({ query: sql })
    },
    async put(rows, token) {
      const lines = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
      const outcome = await store.insert('events', lines, token)
      if (outcome.outcome !== 'stored') throw new Error(JSON.stringify(outcome))
    },
    async end() {
      await client.close()
      await gateway.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
