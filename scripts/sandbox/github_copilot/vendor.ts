import { hashText, idText } from '../../demo/chance.ts'
import { usdOf } from '../charges.ts'
import { type Caller, directoryOf } from '../directory.ts'
import { grouped } from '../grouped.ts'
import type { Span } from '../ledger.ts'
import { listedModel } from '../models.ts'
import { DAY_MS, dayText } from '../moments.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { type Traffic, trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

const organization = 'northwind'
const models = Object.freeze([
  listedModel('openai', 'gpt-5-mini-2025-08-07', 'gpt-5-mini'),
  listedModel('anthropic', 'claude-sonnet-5', 'Claude Sonnet 5'),
])
/** A day's report is there when the day has been over for this long. */
const REPORT_AFTER_MS = 2 * DAY_MS

/** GitHub's Copilot API for a seed. Machines have no seat, so only people's calls count. */
export function githubCopilotVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = peopleOnly(trafficOf(seed, { name: 'github_copilot', models }, directory))
  const key = `ghp_${idText(hashText(`${seed}/github`), 36)}`
  const people = directory.callers.filter(({ person }) => person !== null)
  const base = (request: WireRequest) => `http://${request.headers.get('host')}/github_copilot`
  const org = `/orgs/${organization}`
  return {
    id: 'github_copilot',
    variables: (url) => ({ GITHUB_COPILOT_BASE_URL: url }),
    credentials: () => [{ kind: 'access_token', secret: key, settings: { organization } }],
    ledger: (fromMs, toMs, nowMs) => ledger(traffic, { fromMs, toMs, nowMs }),
    fault: (status) => refused(status, status === 401 ? 'Bad credentials' : 'Server Error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: new RegExp(`^${org}/copilot/billing$`),
          answer: () => ({ body: { seat_breakdown: { total: people.length }, copilot_chat: 'enabled' } }),
        },
        {
          method: 'GET',
          path: new RegExp(`^${org}/copilot/billing/seats$`),
          answer: (request) => seats(request, people, base(request)),
        },
        {
          method: 'GET',
          path: new RegExp(`^${org}/copilot/metrics/reports/users-1-day$`),
          answer: (request) => reportLinks(request, base(request)),
        },
        {
          method: 'GET',
          path: /^\/reports\/(\d{4}-\d\d-\d\d)\/([12])\.ndjson$/,
          answer: (request, [day = '', part = '']) => reportLines(request, traffic, day, Number(part)),
        },
        {
          method: 'GET',
          path: new RegExp(`^/organizations/${organization}/settings/billing/ai_credit/usage$`),
          answer: (request) => ({ body: credits(request, traffic) }),
        },
        {
          method: 'GET',
          path: new RegExp(`^${org}/audit-log$`),
          answer: (request) => auditLog(request, people, base(request)),
        },
      ],
      (request) => {
        const isSigned = request.path.startsWith('/reports/') && request.query.get('sig') === 'good'
        if (!isSigned && bearerOf(request) !== key) throw new Refusal(401, 'Bad credentials')
      },
      refused,
    ),
  }
}

function refused(status: number, message: string): Reply {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  }
}

/** Copilot counts a call once or not yet, never twice. */
function peopleOnly(traffic: Traffic): Traffic {
  return {
    visit: (fromMs, untilMs, nowMs, visitor) =>
      traffic.visit(fromMs, untilMs, nowMs, (call) => {
        if (call.caller.person !== null) visitor({ ...call, counted: 1 })
      }),
  }
}

const userIdOf = ({ index }: Caller): number => 583_000 + index

function seats({ query }: WireRequest, people: readonly Caller[], base: string): Partial<Reply> {
  const page = intParam(query, 'page', { min: 1, max: 1_000, otherwise: 1 })
  const perPage = Math.min(25, intParam(query, 'per_page', { min: 1, max: 100, otherwise: 50 }))
  const isMore = people.length > page * perPage
  return {
    headers: isMore
      ? { link: `<${base}/orgs/${organization}/copilot/billing/seats?page=${page + 1}>; rel="next"` }
      : {},
    body: {
      total_seats: people.length,
      seats: people.slice((page - 1) * perPage, page * perPage).map((caller) => ({
        assignee: { id: userIdOf(caller), login: caller.name.toLowerCase().replaceAll(/[^a-z]+/g, '-') },
        plan_type: 'business',
      })),
    },
  }
}

function dayIn(query: URLSearchParams): number {
  const ms = Date.parse(query.get('day') ?? '')
  if (Number.isNaN(ms)) throw new Refusal(422, 'day is invalid')
  return ms
}

function reportLinks({ query, nowMs }: WireRequest, base: string): Partial<Reply> {
  const dayMs = dayIn(query)
  if (dayMs + DAY_MS + REPORT_AFTER_MS > nowMs) return { status: 204, body: null }
  const day = dayText(dayMs)
  return {
    body: {
      download_links: [1, 2].map((part) => `${base}/reports/${day}/${part}.ndjson?sig=good`),
      report_day: day,
    },
  }
}

/** People of even numbers are in the first file, the others in the second. */
function reportLines({ nowMs }: WireRequest, traffic: Traffic, day: string, part: number): Partial<Reply> {
  const startMs = Date.parse(day)
  const rows = grouped(
    traffic,
    { startMs, endMs: startMs + DAY_MS },
    nowMs,
    ({ caller }) => caller.name,
    ({ caller }) => ({ caller, models: new Map<string, number>(), times: 0 }),
    (sum, { model, meter }) => {
      sum.times += meter.requests
      sum.models.set(model.label, (sum.models.get(model.label) ?? 0) + meter.requests)
    },
  )
  const lines = rows
    .filter(({ caller }) => caller.index % 2 === part - 1)
    .map(({ caller, models: byModel, times }) =>
      JSON.stringify({
        user_id: userIdOf(caller),
        user_login: caller.name,
        day,
        organization_id: '9919',
        user_initiated_interaction_count: times,
        used_chat: true,
        totals_by_model_feature: [...byModel].map(([model, count]) => ({
          model,
          feature: 'chat_panel_agent_mode',
          user_initiated_interaction_count: count,
        })),
        totals_by_cli: { session_count: 0, request_count: 0, token_usage: null },
      }),
    )
  return { headers: { 'content-type': 'application/x-ndjson' }, body: `${lines.join('\n')}\n` }
}

/** What a day cost per model, in credits of a cent; three hundred of them a day are included. */
function creditItems(traffic: Traffic, startMs: number, nowMs: number) {
  const rows = grouped(
    traffic,
    { startMs, endMs: startMs + DAY_MS },
    nowMs,
    ({ model }) => model.label,
    ({ model }) => ({ model: model.label, usd: 0 }),
    (sum, call) => {
      sum.usd += usdOf(call)
    },
  )
  return rows.map(({ model, usd }) => {
    const gross = Number((usd * 100).toFixed(1))
    const included = Math.min(gross, 300)
    const net = Number((gross - included).toFixed(1))
    return { model, gross, included, net, netAmount: Number((net / 100).toFixed(4)) }
  })
}

function credits({ query, nowMs }: WireRequest, traffic: Traffic): unknown {
  const year = intParam(query, 'year', { min: 2024, max: 2100, otherwise: 2026 })
  const month = intParam(query, 'month', { min: 1, max: 12, otherwise: 1 })
  const day = intParam(query, 'day', { min: 1, max: 31, otherwise: 1 })
  const items = creditItems(traffic, Date.UTC(year, month - 1, day), nowMs)
  return {
    timePeriod: { year, month, day },
    organization,
    usageItems: items.map(({ model, gross, included, net, netAmount }) => ({
      product: 'Copilot',
      sku: 'Copilot AI Credits',
      model,
      unitType: 'ai-credits',
      pricePerUnit: 0.01,
      grossQuantity: gross,
      grossAmount: gross / 100,
      discountQuantity: included,
      discountAmount: included / 100,
      netQuantity: net,
      netAmount,
    })),
  }
}

function ledger(traffic: Traffic, { fromMs, toMs, nowMs }: Span) {
  let requests = 0
  const reportedMs = Math.min(toMs, Math.floor((nowMs - REPORT_AFTER_MS) / DAY_MS) * DAY_MS)
  traffic.visit(fromMs, reportedMs, nowMs, ({ meter }) => {
    requests += meter.requests
  })
  let nano = 0n
  for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
    for (const { netAmount } of creditItems(traffic, dayMs, nowMs)) {
      nano += BigInt(Math.round(netAmount * 10_000)) * 100_000n
    }
  }
  return { requests, tokensIn: 0, tokensOut: 0, tokensCached: 0, costsNano: { USD: nano } }
}

/** One entry a day at ten: a seat is given. */
function auditLog({ query, nowMs }: WireRequest, people: readonly Caller[], base: string): Partial<Reply> {
  const [, from = '', to = ''] = /created:(\S+)\.\.(\S+)/.exec(query.get('phrase') ?? '') ?? []
  const fromMs = Date.parse(`${from}Z`)
  const toMs = Math.min(Date.parse(`${to}Z`), nowMs)
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) throw new Refusal(422, 'phrase is invalid')
  const perPage = Math.min(10, intParam(query, 'per_page', { min: 1, max: 100, otherwise: 30 }))
  const first = Math.ceil((fromMs - 36_000_000) / DAY_MS)
  const last = Math.floor((toMs - 36_000_000) / DAY_MS)
  const entries = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const user = people[(first + index) % people.length]
    const by = people[0]
    return {
      '@timestamp': (first + index) * DAY_MS + 36_000_000,
      _document_id: `doc-${first + index}`,
      action: 'copilot.cfb_seat_added',
      actor: by?.name,
      actor_id: by ? userIdOf(by) : null,
      actor_ip: '203.0.113.8',
      org: organization,
      user: user?.name,
    }
  })
  const after = query.get('after')
  const start = after === null ? 0 : entries.findIndex((each) => each._document_id === after) + 1
  const shown = entries.slice(start, start + perPage)
  const isMore = entries.length > start + perPage
  const next = `${base}/orgs/${organization}/audit-log?after=${shown.at(-1)?._document_id}&per_page=${perPage}`
  return { headers: isMore ? { link: `<${next}>; rel="next"` } : {}, body: shown }
}
