import { createClient } from '@clickhouse/client'
import type { TestStack } from './stack.ts'

/** What stands in a row of usage; what is left out is one priced call of nobody's in nothing. */
type Line = {
  day: string
  vendor_id: string
  cost_usd: string
  sign?: 1 | -1
  model?: string
  workspace_id?: string
  project_id?: string
  actor_id?: string
  api_key_id?: string
  operation?: string
  requests?: number | null
  tokens_in?: number
  tokens_out?: number
  tokens_cached?: number
  cost_source?: 'priced' | 'unpriced' | 'vendor'
  kind?: 'llm' | 'usage' | 'ml' | 'decision'
}
type Bill = { day: string; vendor_id: string; currency: string; amount: string }

/** Puts usage and bills of the demo's organization straight into ClickHouse, on any day. */
export type Usage = {
  org_id: string
  add(lines: readonly Line[]): Promise<void>
  bill(lines: readonly Bill[]): Promise<void>
}

const farAway = 2_000_000_000

export async function usageOf(stack: TestStack): Promise<Usage> {
  const org_id = (await stack.d1.prepare('SELECT id FROM organizations').first<string>('id')) ?? ''
  const insert = async (table: string, values: readonly object[]) => {
    const client = createClient(stack.clickHouse)
    await client.insert({ table, values: [...values], format: 'JSONEachRow' })
    await client.close()
  }
  return {
    org_id,
    add: (lines) =>
      insert(
        'event_changes',
        lines.map(({ day, ...line }) => ({
          sign: 1,
          org_id,
          id: crypto.randomUUID(),
          kind: 'usage',
          source: 'collector',
          operation: 'chat',
          requests: 1,
          cost_source: 'priced',
          created_at: `${day} 12:00:00`,
          ingested_at: `${day} 12:00:00`,
          expires_at: farAway,
          ...line,
        })),
      ),
    bill: (lines) =>
      insert(
        'vendor_costs',
        lines.map((line) => ({
          org_id,
          id: crypto.randomUUID(),
          credential_id: 'bills',
          ingested_at: 1,
          expires_at: farAway,
          ...line,
        })),
      ),
  }
}
