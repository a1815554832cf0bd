import { conditionsOfPart, type EventsPart } from '../reach.ts'
import { SqlRefusal, sqlCodes } from './refusal.ts'
import type { TableOf } from './scope.ts'
import { catalogueOf } from './server-catalogue.ts'
import { literal, quoted } from './tokens.ts'

/** A column: its name, its type, what it says, and how it is made where it is not the column of that name. */
type Column = readonly [name: string, type: string, words: string, from?: string]

/**
 * A table as analysts see it. Shape: `source` is where its rows are stored; `byPart` that a reader of some workspaces
 * and projects only may read it, since each row says to which it belongs.
 */
export type AnalystTable = {
  name: string
  words: string
  source: string
  join?: string
  byPart?: true
  columns: readonly Column[]
}

const text = 'LowCardinality(String)'
const count = 'SimpleAggregateFunction(sum, Int64)'
const money = 'SimpleAggregateFunction(sum, Decimal(38, 9))'

const eventColumns: readonly Column[] = [
  ['id', 'String', 'Id of the event, unique in the organization.'],
  ['created_at', "DateTime64(3, 'UTC')", 'When the call happened.'],
  ['ingested_at', "DateTime64(3, 'UTC')", 'When it was stored.'],
  ['kind', text, 'What it is: a call to a language model, a prediction, or usage that a vendor reports.'],
  ['source', text, 'How it came in.'],
  ['workspace_id', text, 'Workspace, empty when none is known.'],
  ['project_id', text, 'Project, empty when none is known.'],
  ['vendor_id', text, 'Vendor, as in openai.'],
  ['model', text, 'Model as the vendor names it.'],
  ['operation', text, 'What was asked for, as in chat.'],
  ['actor_id', text, 'Pseudonym of the person or machine.'],
  ['api_key_id', text, 'Key at the vendor, or of the caller.'],
]

/** The tables of analysts. The API, completion, the catalogue for BI tools and every check read this declaration. */
const analystTables: readonly AnalystTable[] = [
  {
    name: 'events',
    words: 'One row per call or per bucket of reported usage. Texts are redacted.',
    source: 'events',
    byPart: true,
    columns: [
      ...eventColumns,
      [
        'requests',
        'Nullable(Int64)',
        'How many calls the row stands for; null when the vendor does not say.',
      ],
      ['tokens_in', 'Int64', 'Tokens sent.'],
      ['tokens_out', 'Int64', 'Tokens answered.'],
      ['tokens_cached', 'Int64', 'Of those sent, read from a cache.'],
      ['tokens_reasoning', 'Int64', 'Of those answered, spent on reasoning.'],
      ['tokens_estimated', 'Bool', 'Whether tokens were estimated from the length of the text.'],
      ['cost_usd', 'Decimal(38, 9)', 'Cost in US dollars by price list or agreement.'],
      ['cost_source', text, 'Where the cost comes from.'],
      ['latency_ms', 'Nullable(Float64)', 'Duration in milliseconds.'],
      ['status', text, 'How the call ended.'],
      ['violation_type', text, 'First finding that counts as a violation, empty without one.'],
      ['violation_label', text, 'The same in words.'],
      ['severity', text, 'Highest severity of the findings, empty without one.'],
      ['compliance_hits', 'Array(LowCardinality(String))', 'Detectors that fired.'],
      [
        'findings',
        'Array(Tuple(code LowCardinality(String), field LowCardinality(String), start UInt32, end UInt32, level LowCardinality(String), confidence Float32))',
        'Each finding with its place in the text; the table findings has one row for each.',
      ],
      ['prompt_excerpt', 'String', 'Beginning of the prompt, redacted.'],
      ['response_excerpt', 'String', 'Beginning of the answer, redacted.'],
      ['risk_score', 'Float32', 'From 0 to 1.'],
      ['risk_label', text, 'normal, suspicious or risky.'],
      ['flags', 'Array(LowCardinality(String))', 'Signs that raised the risk.'],
      ['decision', text, 'What the policy decided.'],
      ['policy_version', text, 'Version of the policy that decided.'],
      ['inspected', text, 'How far the text was inspected.'],
      ['uninspected_reason', text, 'Why not all of it.'],
      ['detector_version', text, 'Version of the detectors that looked at it.'],
      ['ml', 'String', 'What a prediction says of itself, as JSON.'],
      ['region', text, 'Region that it is stored in.'],
      ['trace_id', 'String', 'Trace of the caller.'],
      ['revision', 'UInt32', 'How often the event was corrected.'],
    ],
  },
  {
    name: 'findings',
    words: 'One row per finding of a detector in an event.',
    source: 'events',
    join: 'ARRAY JOIN findings AS finding',
    byPart: true,
    columns: [
      ['event_id', 'String', 'Event that it was found in.', 'id'],
      ...eventColumns.filter(([name]) => !['id', 'ingested_at', 'operation', 'api_key_id'].includes(name)),
      ['detector', text, 'Code of the detector.', 'finding.code'],
      ['field', text, 'Text that it stands in.', 'finding.field'],
      ['start', 'UInt32', 'Where it begins, in characters of the excerpt.', 'finding.start'],
      ['end', 'UInt32', 'Where it ends.', 'finding.end'],
      ['level', text, 'Severity of the finding.', 'finding.level'],
      ['confidence', 'Float32', 'From 0 to 1.', 'finding.confidence'],
    ],
  },
  {
    name: 'vendor_costs',
    words:
      "The vendors' own cost reports, as signed differences: sum the amounts. Never add them to cost_usd.",
    source: 'vendor_costs',
    columns: [
      ['id', 'String', 'Id of the line.'],
      ['vendor_id', text, 'Vendor.'],
      ['credential_id', text, 'Credential that it was read with.'],
      ['day', 'Date', 'Day that it was charged for.'],
      ['line_item', 'String', 'What was charged, as the vendor calls it.'],
      ['project_ref', text, 'Project at the vendor.'],
      ['api_key_ref', text, 'Key at the vendor.'],
      ['amount', 'Decimal(38, 9)', 'Amount in its own currency.'],
      ['currency', text, 'Currency.'],
      ['usd_rate', 'Decimal(38, 9)', 'US dollars for one unit of it, 0 while no rate is known.'],
      ['usd_rate_day', 'Date', 'Day of the rate.'],
      ['ingested_at', "DateTime64(3, 'UTC')", 'When it was stored.'],
    ],
  },
  ...(['hourly', 'daily'] as const).map((tier): AnalystTable => {
    const at: Column = tier === 'hourly' ? ['hour', "DateTime('UTC')", 'Hour.'] : ['day', 'Date', 'Day.']
    return {
      name: `dimension_${tier}`,
      words: `Sums per ${at[0]} and value of one dimension. Filter by dimension, group, and sum.`,
      source: `dimension_${tier}`,
      columns: [
        ['dimension', text, 'vendor, model, workspace, project, actor, api_key or detector.'],
        at,
        ['value', text, 'Value of the dimension, empty where it is not known.'],
        ['events', count, 'Events.'],
        ['violations', count, 'Of them, with a violation.'],
        ['critical', count, 'Of them, with a critical one.'],
        ['requests', count, 'Calls.'],
        ['tokens_in', count, 'Tokens sent.'],
        ['tokens_out', count, 'Tokens answered.'],
        ['cost_usd', money, 'Cost in US dollars.'],
        ['counted_cost_usd', money, 'Of it, of rows that know how many calls they stand for.'],
        [
          'latency_ms',
          'AggregateFunction(quantilesDD(0.01, 0.5, 0.95, 0.99), Float64)',
          'State of latency for vendors, models and workspaces: quantilesDDMerge(0.01, 0.5, 0.95, 0.99)(latency_ms).',
        ],
        ['latency_count', count, 'Events with a latency.'],
      ],
    }
  }),
  {
    name: 'model_hourly',
    words:
      'What each model did per hour, how fast, how often it failed and how risky that was. Sum the figures.',
    source: 'model_hourly',
    columns: [
      ['hour', "DateTime('UTC')", 'Hour.'],
      ['model', text, 'Model.'],
      ['kind', text, 'What it is.'],
      ['vendor_id', text, 'Vendor.'],
      ['events', count, 'Events.'],
      ['requests', count, 'Calls.'],
      ['stated', count, 'Events that say how they ended.'],
      ['errors', count, 'Of them, failed.'],
      [
        'latency_sum_ms',
        'SimpleAggregateFunction(sum, Float64)',
        'Milliseconds of all events with a latency.',
      ],
      ['latency_count', count, 'Events with a latency.'],
      ['suspicious', count, 'Events of suspicious risk.'],
      ['risky', count, 'Events of high risk.'],
    ],
  },
  {
    name: 'usage_daily',
    words: 'Who used what for what, per day: for costs by several things at once. Sum the figures.',
    source: 'usage_daily',
    columns: [
      ['day', 'Date', 'Day.'],
      ['kind', text, 'What it is.'],
      ['vendor_id', text, 'Vendor.'],
      ['model', text, 'Model.'],
      ['workspace_id', text, 'Workspace.'],
      ['project_id', text, 'Project.'],
      ['actor_id', text, 'Pseudonym of the person or machine.'],
      ['api_key_id', text, 'Key.'],
      ['operation', text, 'What was asked for.'],
      ['cost_source', text, 'Where the cost comes from.'],
      ['events', count, 'Events.'],
      ['requests', count, 'Calls.'],
      ['tokens_in', count, 'Tokens sent.'],
      ['tokens_out', count, 'Tokens answered.'],
      ['tokens_cached', count, 'Tokens read from a cache.'],
      ['tokens_reasoning', count, 'Tokens spent on reasoning.'],
      ['cost_usd', money, 'Cost in US dollars.'],
      ['counted_cost_usd', money, 'Of it, of rows that know how many calls they stand for.'],
    ],
  },
  {
    name: 'facet_daily',
    words: 'How many events have a value in a column, per day.',
    source: 'facet_daily',
    columns: [
      ['facet', text, 'Column.'],
      ['day', 'Date', 'Day.'],
      ['value', text, 'Value.'],
      ['events', count, 'Events.'],
    ],
  },
  {
    name: 'inspection_daily',
    words: 'How far texts were inspected, per day.',
    source: 'inspection_daily',
    columns: [
      ['day', 'Date', 'Day.'],
      ['kind', text, 'What it is.'],
      ['source', text, 'How it came in.'],
      ['inspected', text, 'How far.'],
      ['uninspected_reason', text, 'Why not all of it.'],
      ['detector_version', text, 'Version of the detectors.'],
      ['events', count, 'Events.'],
      ['flagged', count, 'Of them, with a finding.'],
      ['critical', count, 'Of them, with a critical one.'],
    ],
  },
]

/** Where the tables of analysts are stored. */
export const analystSources: readonly string[] = [...new Set(analystTables.map(({ source }) => source))]

/** Whose rows a query may read: an organization's, or a part of them. */
export type Fence = { orgId: string; part: EventsPart }

/** The tables that stand open within a fence. */
export const tablesWithin = ({ part }: Fence): readonly AnalystTable[] =>
  part === null ? analystTables : analystTables.filter(({ byPart }) => byPart)

/** The condition that keeps a stored table's rows to the fence. */
function condition({ orgId, part }: Fence): string {
  const parts = conditionsOfPart(part).map(({ sql, bound }) =>
    sql.replace(/(\w+) IN \{(\w+):Array\(String\)\}/g, (_, column: string, name: string) =>
      among(column, bound[name] ?? []),
    ),
  )
  return [`org_id = ${literal(orgId)}`, ...parts].join(' AND ')
}

const among = (column: string, ids: readonly string[]): string =>
  ids.length === 0 ? '0' : `${column} IN (${ids.map(literal).join(', ')})`

/** The SELECT that stands for each table in a fence, in a database; `system.tables` and `system.columns` tell of these alone. */
export function tableOf(fence: Fence, database: string): TableOf {
  const open = tablesWithin(fence)
  const catalogue = catalogueOf(open)
  return (name) => {
    const table = open.find((each) => each.name === name)
    if (table !== undefined) return selectOf(table, fence, database)
    const answered = catalogue(name)
    if (answered !== null) return answered
    if (analystTables.some((each) => each.name === name)) {
      const message = `The table ${name} is for those who may read the whole organization`
      throw new SqlRefusal(sqlCodes.denied, message, name)
    }
    throw new SqlRefusal(sqlCodes.unknownTable, `There is no table ${name}`, name.split('.').at(-1) ?? name)
  }
}

function selectOf({ source, join = '', columns }: AnalystTable, fence: Fence, database: string): string {
  const listed = columns.map(([name, , , from]) =>
    from === undefined ? quoted(name) : `${from} AS ${quoted(name)}`,
  )
  const from = `${quoted(database)}.${quoted(source)}`
  return `SELECT ${listed.join(', ')} FROM ${from} ${join} WHERE ${condition(fence)}`
}

/**
 * `additional_table_filters` for every table that the database holds: those of analysts are kept to the fence, all
 * others give no row. It holds for whatever is asked, but not for table functions that read past it.
 */
export function tableFilters(fence: Fence, database: string, stored: readonly string[]): string {
  const open = new Set(tablesWithin(fence).map(({ source }) => source))
  const filters = stored.map((name) => {
    const filter = open.has(name) ? condition(fence) : '0'
    return `${literal(`${database}.${name}`)}: ${literal(filter)}`
  })
  return `{${filters.join(', ')}}`
}
