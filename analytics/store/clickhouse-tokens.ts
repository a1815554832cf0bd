import type { createClient } from '@clickhouse/client-web'

/** How many blocks each table has been given. An insert is one in each month that it has rows of; a delete counts too. */
export type BlockCounts = Readonly<Record<string, number>>

type Client = Pick<ReturnType<typeof createClient>, 'query'>

/** A table remembers the tokens of 10,000 blocks. Half of them leave room for what comes while one asks. */
const blocksMax = 5_000

/** Other engines count by partition or by server. */
const counts = new Set(['MergeTree', 'AggregatingMergeTree'])

export const tokensIn = (client: Client, cluster: string | null) => ({
  /** Null where the store does not count by table. */
  async blockCounts(): Promise<BlockCounts | null> {
    if (cluster !== null) return null
    const result = await client.query({
      query: `SELECT table, engine, max(max_block_number) AS blocks FROM system.parts
        WHERE database = currentDatabase() GROUP BY table, engine`,
      format: 'JSONEachRow',
    })
    const rows = (await result.json()) as { table: string; engine: string; blocks: number }[]
    if (!rows.every(({ engine }) => counts.has(engine))) return null
    return Object.fromEntries(rows.map(({ table, blocks }) => [table, blocks]))
  },
})

/** Whether every table still knows the tokens of all inserts since `then`, as far as its count tells. */
export function areTokensKnown(then: BlockCounts | null, now: BlockCounts | null): boolean {
  if (then === null || now === null || Object.keys(then).length === 0) return false
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].every((table) => {
    const blocks = (now[table] ?? 0) - (then[table] ?? 0)
    // A table that has lost its newest blocks, or was made anew, tells nothing.
    return blocks >= 0 && blocks <= blocksMax
  })
}
