import { setTimeout as sleep } from 'node:timers/promises'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { ClickHouseTarget } from '../migrate.ts'

export type Database = {
  command(sql: string): Promise<void>
  /** The one number that a query answers. */
  number(sql: string): Promise<number>
  rows<Row>(sql: string): Promise<Row[]>
  close(): Promise<void>
}

const queryMsMax = 600_000
const mergesMsMax = 900_000

export function database(target: ClickHouseTarget): Database {
  const { url, username, password } = target
  const client = createClient({
    url,
    username,
    password,
    database: target.database,
    request_timeout: queryMsMax,
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    log: { level: ClickHouseLogLevel.OFF },
  })
  const rows = async <Row>(query: string): Promise<Row[]> => {
    const result = await client.query({ query, format: 'JSONEachRow' })
    return await result.json<Row>()
  }
  return {
    rows,
    command: async (query) => {
      await client.command({ query })
    },
    number: async (sql) => {
      const [row] = await rows<Record<string, number>>(sql)
      return Number(Object.values(row ?? {})[0])
    },
    close: () => client.close(),
  }
}

/** Waits until the parts of a filled table have been merged as far as they are going to be, as they are in service. */
export async function untilMerged(db: Database): Promise<void> {
  const untilMs = Date.now() + mergesMsMax
  for (let quiet = 0; quiet < 5; ) {
    if (Date.now() > untilMs) throw new Error('merges did not come to rest')
    await sleep(200)
    quiet = (await db.number('SELECT count() FROM system.merges')) === 0 ? quiet + 1 : 0
  }
}
