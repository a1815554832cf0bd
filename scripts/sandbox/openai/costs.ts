import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { hashText, mix } from '../../demo/chance.ts'
import { bucketPage } from '../buckets.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import { type Span, wholeReport } from '../ledger.ts'
import { DAY_MS } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { choiceParam, listParam, type WireRequest } from '../wire.ts'
import { pieceCharges } from './pieces.ts'
import { unixRange } from './usage.ts'

const COSTS_LIMIT_MAX = 180
const CREDIT_LINE = 'Credit adjustment'

type Row = {
  usd: number
  quantity: number | null
  readonly unit: string | null
  readonly projectId: string | null
  readonly lineItem: string | null
  readonly keyId: string | null
}

const kindNames: Readonly<Record<TokenKind, string>> = {
  input: 'input',
  cacheRead: 'cached input',
  cacheWrite5m: 'cache write',
  cacheWrite1h: 'cache write',
  output: 'output',
}

/** `GET /organization/costs`. A credit turns up about every tenth day; some amounts come as strings. */
export function organizationCosts({ query, nowMs }: WireRequest, traffic: Traffic, seed: string): unknown {
  const page = bucketPage(query, unixRange(query, nowMs), ['1d'], COSTS_LIMIT_MAX)
  const groupBy = choiceParam(query, 'group_by', ['project_id', 'line_item', 'api_key_id'])
  const projectIds = listParam(query, 'project_ids')
  const keyIds = listParam(query, 'api_key_ids')
  const firstMs = page.startsMs[0] ?? 0
  const days = page.startsMs.map(() => new Map<string, Row>())

  const add = (
    day: Map<string, Row>,
    projectId: string | null,
    line: string,
    keyId: string | null,
    unit: string | null,
  ) => {
    const counts = groupBy.includes('line_item') && unit !== null
    const row = {
      usd: 0,
      quantity: counts ? 0 : null,
      unit: counts ? unit : null,
      projectId: groupBy.includes('project_id') ? projectId : null,
      lineItem: groupBy.includes('line_item') ? line : null,
      keyId: groupBy.includes('api_key_id') ? keyId : null,
    }
    const key = `${row.projectId}\n${row.lineItem}\n${row.keyId}`
    const known = day.get(key) ?? row
    day.set(key, known)
    return known
  }

  traffic.visit(firstMs, firstMs + days.length * DAY_MS, nowMs, (call) => {
    const day = days[Math.floor((call.atMs - firstMs) / DAY_MS)]
    const { projectId } = call.caller.account
    const keyId = call.playground ? null : call.caller.openaiKeyId
    if (!day || (projectIds && !projectIds.includes(projectId)) || (keyIds && !keyIds.includes(`${keyId}`)))
      return
    for (const charge of chargesOf(call)) {
      const row = add(day, projectId, lineItemOf(call, charge.kind), keyId, 'tokens')
      row.usd += charge.usd
      if (row.quantity !== null) row.quantity += charge.tokens
    }
    for (const charge of pieceCharges(call)) {
      const row = add(day, projectId, charge.line, keyId, charge.unit)
      row.usd += charge.usd
      if (row.quantity !== null) row.quantity += charge.quantity
    }
  })
  days.forEach((day, i) => {
    const creditUsd = projectIds || keyIds ? 0 : creditOf(seed, page.startsMs[i] ?? 0, nowMs)
    if (creditUsd > 0) add(day, null, CREDIT_LINE, null, null).usd -= creditUsd
  })

  return {
    object: 'page',
    data: page.startsMs.map((startMs, i) => ({
      object: 'bucket',
      start_time: startMs / 1000,
      end_time: (startMs + DAY_MS) / 1000,
      results: [...(days[i]?.values() ?? [])].map((row) => resultOf(row, startMs)),
    })),
    has_more: page.nextPage !== null,
    next_page: page.nextPage,
  }
}

/** What the report says of a span in all. Units: billionths of a dollar. */
export function costsNano(traffic: Traffic, seed: string, { fromMs, toMs, nowMs }: Span): bigint {
  const reports = wholeReport((page) => {
    const query = new URLSearchParams({
      start_time: String(fromMs / 1000),
      end_time: String(toMs / 1000),
      limit: String(COSTS_LIMIT_MAX),
      group_by: 'project_id,line_item,api_key_id',
      ...(page === null ? {} : { page }),
    })
    const request = { method: 'GET', path: '', query, headers: new Headers(), body: '', nowMs }
    const body = organizationCosts(request, traffic, seed) as CostsPage
    return { body, next: body.next_page }
  })
  return reports
    .flatMap(({ data }) => data.flatMap(({ results }) => results))
    .reduce((sum, { amount }) => sum + nanoFromDecimal(amount.value), 0n)
}

type CostsPage = {
  data: { results: { amount: { value: string | number } }[] }[]
  next_page: string | null
}

function lineItemOf({ model, batch }: Call, kind: TokenKind): string {
  return `${model.label}${batch ? ' batch' : ''}, ${kindNames[kind]}`
}

/** What is credited for a day: $5 to $24 on about every tenth, once the day is over. */
function creditOf(seed: string, dayMs: number, nowMs: number): number {
  const hash = mix(hashText(`${seed}/credit`), dayMs / DAY_MS)
  return hash % 10 === 0 && dayMs + DAY_MS <= nowMs ? 5 + (mix(hash, 1) % 20) : 0
}

function resultOf(row: Row, dayMs: number): unknown {
  const usd = Number(row.usd.toFixed(10))
  const asText =
    row.usd < 0 || mix(hashText(`${row.projectId}${row.lineItem}${row.keyId}`), dayMs / DAY_MS) % 9 === 0
  return {
    object: 'organization.costs.result',
    amount: { value: asText ? row.usd.toFixed(row.usd < 0 ? 2 : 10) : usd, currency: 'usd' },
    line_item: row.lineItem,
    project_id: row.projectId,
    api_key_id: row.keyId,
    quantity: row.quantity,
    quantity_unit: row.unit,
  }
}
