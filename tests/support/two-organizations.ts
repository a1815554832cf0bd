import { createClient } from '@clickhouse/client'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { type Person, people } from './people.ts'
import { type TestStack, testStack, until } from './stack.ts'

/** Stands in every text of the other organization. */
export const mark = 'MARK-of-the-other-organization'
/** The same where a shape takes small letters only. */
export const vendorMark = 'mark_of_the_other_organization'
export const otherOrg = 'other-organization'
export const otherKey = 'afk_0123456789ab_otherOrganizationSecret0123456789'

export type TwoOrganizations = {
  stack: TestStack
  /** The owner of the first organization, and of the one whose rows are marked. */
  owner: Person
  other: Person
  /** Ids of marked rows, by the name of a parameter or a field, and `id` for every kind of thing. */
  foreign: { id: readonly string[] } & Record<string, string | readonly string[]>
  /** Every row of the other organization, to see that nothing has changed. */
  otherRows(): Promise<string>
}

/** Tables without `org_id`, and why their rows belong to no organization. */
export const tablesOfNobody: Readonly<Record<string, string>> = {
  organizations: 'the organization itself; its id is the tenant',
  users: 'a person may belong to several organizations',
  recovery_codes: 'of a person',
  exchange_rates: 'reference rates are the same for everyone',
  mailed_tokens: 'of a person',
  sign_in_failures: 'counted before anyone is known',
  outbox: 'mail of the instance, shown only to its developer',
}

export const tables = (Object.values(schema) as unknown[]).filter((table): table is SQLiteTable =>
  is(table, SQLiteTable),
)
const ofTenants = tables.filter((table) => 'orgId' in getTableColumns(table))

/** Values that a row needs for the rest of the instance to go on working, by table. */
const needed: Record<string, Record<string, unknown>> = {
  data_keys: { status: 'destroyed' },
  key_rotations: { status: 'succeeded' },
  streams: { status: 'stopped' },
  sessions: { revokedAtMs: 1 },
  api_keys: { scopes: ['events:read'], addresses: [] },
  custom_roles: { permissions: ['org:write'] },
  stream_spreads: { shards: 1 },
  grants: { permission: 'sql:run', expiresAtMs: null },
}

/** A row of the other organization in which every text is marked. */
function markedRow(table: SQLiteTable, nowMs: number): Record<string, unknown> {
  const name = getTableName(table)
  const values = Object.entries(getTableColumns(table)).map(([key, column]) => {
    if (key === 'orgId') return [key, otherOrg]
    if (column.enumValues && column.enumValues.length > 0) return [key, column.enumValues[0]]
    if (column.dataType === 'json') return [key, []]
    if (column.dataType === 'number') return [key, nowMs]
    return [key, column.primary && key === 'id' ? `${mark}-${name}` : mark]
  })
  return { ...Object.fromEntries(values), ...needed[name] }
}

/** An instance with two organizations; the second has marked data in every table and in ClickHouse. */
export async function twoOrganizations(): Promise<TwoOrganizations> {
  const stack = await testStack()
  const db = drizzle(stack.d1, { schema })
  const nowMs = Date.now()
  await db
    .insert(schema.organizations)
    .values({ id: otherOrg, name: mark, region: 'us', plan: 'pro', createdAtMs: nowMs })
  const owner = await ownersInTurn(stack)
  const { [mark]: other } = await people(stack, { [mark]: 'owner' }, { orgId: otherOrg, host: 'other.test' })
  if (!other) throw new Error('the other owner is missing')
  await db.insert(schema.apiKeys).values({
    id: '0123456789ab',
    orgId: otherOrg,
    name: mark,
    secretHash: await secretHash('otherOrganizationSecret0123456789'),
    scopes: ['ingest:write', 'events:read', 'analytics:read'],
    rateRequests: 60_000,
    rateWindowS: 60,
    createdAtMs: nowMs,
  })
  for (const table of ofTenants) await db.insert(table).values(markedRow(table, nowMs))
  await push(stack)
  await records(stack, nowMs)
  const foreign = {
    id: [...ofTenants.map((table) => `${mark}-${getTableName(table)}`), 'other-event', other.id, mark],
    user_id: other.id,
    subject_id: other.id,
    credential_id: `${mark}-credentials`,
    workspace_id: `${mark}-workspaces`,
    project_id: `${mark}-projects`,
    scope_id: `${mark}-workspaces`,
    role: `${mark}-custom_roles`,
    org_id: otherOrg,
    key_id: '0123456789ab',
  }
  const otherRows = async (): Promise<string> => {
    const rows = ofTenants.map(async (table) => {
      const name = getTableName(table)
      const { results } = await stack.d1
        .prepare(`SELECT * FROM ${name} WHERE org_id = ?`)
        .bind(otherOrg)
        .all()
      return [name, results.map((row) => JSON.stringify(row)).toSorted()]
    })
    return JSON.stringify(await Promise.all(rows), null, 1)
  }
  return { stack, owner, other, foreign, otherRows }
}

/** Records of the other organization in the tables that nothing is pushed into; sealed ones name their keys by the mark. */
async function records(stack: TestStack, nowMs: number): Promise<void> {
  const client = createClient(stack.clickHouse)
  const at = (ms: number) => Math.floor(ms / 1000)
  const envelope = `v1.${mark}.${mark}.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA`
  const sealed = { org_id: otherOrg, id: mark, source: mark, reason: mark, envelope, batch_id: mark }
  await client.insert({
    table: 'quarantined',
    values: [{ ...sealed, created_at: at(nowMs), expires_at: at(nowMs + 86_400_000) }],
    format: 'JSONEachRow',
  })
  const times = { ingested_at: at(nowMs), expires_at: at(nowMs + 86_400_000) }
  const ofVendor = { org_id: otherOrg, id: mark, vendor_id: vendorMark, credential_id: mark, batch_id: mark }
  const day = new Date(nowMs).toISOString().slice(0, 10)
  const bill = { day, line_item: mark, project_ref: mark, api_key_ref: mark, amount: '1', currency: 'USD' }
  const entry = { action: mark, actor_id: mark, project_id: mark, target_type: mark, target_ref: mark }
  await client.insert({
    table: 'vendor_costs',
    values: [{ ...ofVendor, ...bill, ...times }],
    format: 'JSONEachRow',
  })
  await client.insert({
    table: 'vendor_audit',
    values: [{ ...ofVendor, ...entry, ...times, outcome: 'success', envelope, created_at: at(nowMs) }],
    format: 'JSONEachRow',
  })
  const asked = {
    ...ofVendor,
    stream: mark,
    run_id: mark,
    envelope,
    created_at: nowMs,
    expires_at: times.expires_at,
  }
  const window = { pass: mark, window_from: nowMs, window_to: nowMs, page_key: '', next_key: '' }
  await client.insert({
    table: 'raw_payloads',
    values: [{ ...asked, part: 0, parts: 1 }],
    format: 'JSONEachRow',
  })
  await client.insert({ table: 'raw_pages', values: [{ ...asked, ...window }], format: 'JSONEachRow' })
  const original = {
    org_id: otherOrg,
    id: mark,
    event_id: mark,
    data_type: mark,
    part: 0,
    parts: 1,
    envelope,
  }
  await client.insert({
    table: 'evidence',
    values: [{ ...original, ...times, created_at: nowMs, batch_id: mark }],
    format: 'JSONEachRow',
  })
  const bucket = {
    org_id: otherOrg,
    id: mark,
    kind: 'usage',
    vendor_id: vendorMark,
    model: mark,
    batch_id: mark,
  }
  await client.insert({
    table: 'events',
    values: [{ ...bucket, ...times, created_at: nowMs + 7_200_000 }],
    format: 'JSONEachRow',
  })
  // Features of a model, as predictions would leave them.
  const until = at(nowMs + 86_400_000)
  const ofModel = `'${otherOrg}' AS org_id, toStartOfHour(now()) AS hour, '${mark}' AS model, '${mark}' AS feature`
  await client.command({
    query: `INSERT INTO ml_features_hourly SELECT ${ofModel}, 1, 1, 1, 1, varSampStableState(1.0), quantilesGKState(200, 0.5)(1.0), ${until}`,
  })
  await client.command({
    query: `INSERT INTO ml_categories_hourly SELECT ${ofModel}, '${mark}', 1, ${until}`,
  })
  await client.close()
}

const ownersCount = 8

/** The first organization's owners as one, each called in turn: together they stay below the limit of a single person. */
async function ownersInTurn(stack: TestStack): Promise<Person> {
  const names = Array.from({ length: ownersCount }, (_, index) => [`owner${index}`, 'owner'] as const)
  const owners = Object.values<Person>(await people(stack, Object.fromEntries(names)))
  const [first] = owners
  if (!first) throw new Error('there is no owner')
  let next = 0
  return {
    ...first,
    call(...request) {
      next = (next + 1) % owners.length
      return (owners[next] ?? first).call(...request)
    },
  }
}

/** An event in each organization, of the same kind; waits until both can be queried. */
async function push(stack: TestStack): Promise<void> {
  const text = 'SSN 536-90-4399'
  await stack.call('POST', '/api/v1/ingest/llm', {
    key: otherKey,
    body: {
      events: [
        {
          id: 'other-event',
          model_name: mark,
          vendor_id: vendorMark,
          latency_ms: 40,
          prompt: `${mark} ${text}`,
          actor_id: mark,
          actor_email: `${mark}@other.test`,
          workspace_id: `${mark}-workspaces`,
          project_id: `${mark}-projects`,
          trace_id: mark,
          violation_type: mark,
          severity: 'low',
        },
      ],
    },
  })
  await stack.ingest([{ id: 'own-event', model_name: 'own', prompt: text }])
  for (const [id, key] of [
    ['other-event', otherKey],
    ['own-event', stack.apiKey],
  ] as const) {
    await until(
      () => stack.call('GET', `/api/v1/events/${id}`, { key }),
      ({ status }) => status === 200,
    )
  }
}
