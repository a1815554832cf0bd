import { hashText, idText } from '../../demo/chance.ts'
import { usdOf } from '../charges.ts'
import { type Caller, directoryOf } from '../directory.ts'
import { type Span, singleCallSums } from '../ledger.ts'
import { listedModel } from '../models.ts'
import { dayText } from '../moments.ts'
import { answerBy, objectIn } from '../routes.ts'
import { type Call, type Traffic, trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

const models = Object.freeze([
  listedModel('anthropic', 'claude-sonnet-5', 'claude-5-sonnet'),
  listedModel('openai', 'gpt-5.1-2025-11-13', 'gpt-5.1'),
])

/** Cursor's Admin API for a seed. */
export function cursorVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(
    seed,
    { name: 'cursor', models, listsCalls: true, metersCacheWrites: true },
    directory,
  )
  const key = `crsr_${idText(hashText(`${seed}/cursor`), 64, '0123456789abcdef')}`
  const people = directory.callers.filter(({ person }) => person !== null)
  return {
    id: 'cursor',
    variables: (url) => ({ CURSOR_BASE_URL: url }),
    credentials: () => [{ kind: 'admin_key', secret: key }],
    ledger: (fromMs, toMs, nowMs) => ({
      ...singleCallSums(traffic, { fromMs, toMs, nowMs }),
      costsNano: {},
      chargedNano: chargedNano(traffic, { fromMs, toMs, nowMs }),
    }),
    fault: (status) => refused(status, status === 429 ? 'Too Many Requests' : 'Error'),
    answer: answerBy(
      [
        { method: 'GET', path: /^\/teams\/members$/, answer: () => ({ body: members(people) }) },
        {
          method: 'POST',
          path: /^\/teams\/filtered-usage-events$/,
          answer: (request) => ({ body: usageEvents(request, traffic) }),
        },
        {
          method: 'GET',
          path: /^\/teams\/audit-logs$/,
          answer: (request) => ({ body: auditLogs(request, people) }),
        },
      ],
      ({ headers }) => {
        const wanted = `Basic ${Buffer.from(`${key}:`).toString('base64')}`
        if (headers.get('authorization') !== wanted) throw new Refusal(401, 'Unauthorized')
      },
      refused,
    ),
  }
}

function refused(status: number, message: string): Reply {
  return { status, body: { error: message, message: `${message}. Please try again later.` } }
}

const emailOf = ({ person, name }: Caller): string | null => person?.email ?? `${name}@service`

function members(people: readonly Caller[]): unknown {
  return {
    teamMembers: people.map(({ openaiId, person, name }) => ({
      id: openaiId.replace('user-', 'user_'),
      email: person?.email,
      name,
      role: 'member',
      isRemoved: false,
    })),
  }
}

/** What is charged for a call, in cents; the vendor adds a fee of its own to the price of the tokens. */
function chargedCents(call: Call): number {
  const tokensCents = usdOf({ ...call, counted: 1 }) * 100
  return Number((tokensCents * 1.1).toFixed(4))
}

function chargedNano(traffic: Traffic, { fromMs, toMs, nowMs }: Span): bigint {
  let sum = 0n
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    sum += BigInt(Math.round(chargedCents(call) * 10_000)) * 1_000n
  })
  return sum
}

/** Oldest last, as the vendor gives them; every seventh call is not billed by tokens, and says none. */
function usageEvents(request: WireRequest, traffic: Traffic): unknown {
  const body = objectIn(request)
  const number = (name: string, otherwise: number, max: number): number => {
    const value = body[name] ?? otherwise
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
      throw new Refusal(400, `${name} is invalid`)
    }
    return value
  }
  const startMs = number('startDate', request.nowMs - 30 * 86_400_000, Number.MAX_SAFE_INTEGER)
  const endMs = number('endDate', request.nowMs, Number.MAX_SAFE_INTEGER)
  const page = number('page', 1, 100_000)
  const pageSize = number('pageSize', 100, 1_000)
  const calls: Call[] = []
  traffic.visit(startMs, endMs + 1, request.nowMs, (call) => calls.push(call))
  calls.sort((a, b) => b.atMs - a.atMs)
  const numPages = Math.max(1, Math.ceil(calls.length / pageSize))
  return {
    totalUsageEventsCount: calls.length,
    pagination: {
      numPages,
      currentPage: page,
      pageSize,
      hasNextPage: page < numPages,
      hasPreviousPage: page > 1,
    },
    usageEvents: calls.slice((page - 1) * pageSize, page * pageSize).map(eventOf),
    period: { startDate: startMs, endDate: endMs },
  }
}

function eventOf(call: Call): unknown {
  const { meter, model, caller, atMs } = call
  return {
    timestamp: String(atMs),
    userEmail: emailOf(caller),
    conversationId: `c_${idText(hashText(`${caller.name}/${atMs}`), 8)}`,
    model: model.label,
    kind: 'Usage-based',
    maxMode: false,
    isTokenBasedCall: true,
    isChargeable: true,
    isHeadless: caller.person === null,
    tokenUsage: {
      inputTokens:
        meter.inputTokens - meter.cacheReadTokens - meter.cacheWrite5mTokens - meter.cacheWrite1hTokens,
      outputTokens: meter.outputTokens,
      cacheWriteTokens: meter.cacheWrite5mTokens + meter.cacheWrite1hTokens,
      cacheReadTokens: meter.cacheReadTokens,
      totalCents: usdOf({ ...call, counted: 1 }) * 100,
      discountPercentOff: 0,
    },
    chargedCents: chargedCents(call),
    cursorTokenFee: 0.1,
  }
}

/** One entry a day: an admin adds somebody. */
function auditLogs({ query, nowMs }: WireRequest, people: readonly Caller[]): unknown {
  const page = intParam(query, 'page', { min: 1, max: 10_000, otherwise: 1 })
  const pageSize = intParam(query, 'pageSize', { min: 1, max: 500, otherwise: 100 })
  const startMs = Date.parse(query.get('startTime') ?? '') || nowMs - 7 * 86_400_000
  const endMs = Math.min(Date.parse(query.get('endTime') ?? '') || nowMs, nowMs)
  if (endMs - startMs > 30 * 86_400_000) throw new Refusal(400, 'The window is longer than 30 days')
  const firstDay = Math.ceil((startMs - 36_000_000) / 86_400_000)
  const days = Math.max(0, Math.floor((endMs - 36_000_000) / 86_400_000) - firstDay + 1)
  const events = Array.from({ length: days }, (_, index) => {
    const atMs = (firstDay + index) * 86_400_000 + 36_000_000
    const by = people[(firstDay + index) % people.length]
    return {
      event_id: `evt_${dayText(atMs)}`,
      timestamp: new Date(atMs).toISOString(),
      ip_address: '203.0.113.4',
      user_email: by?.person?.email ?? null,
      event_type: 'add_user',
      event_data: { role: 'member' },
    }
  })
  const totalPages = Math.max(1, Math.ceil(events.length / pageSize))
  return {
    events: events.slice((page - 1) * pageSize, page * pageSize),
    pagination: { page, pageSize, totalCount: events.length, totalPages, hasNextPage: page < totalPages },
    params: {},
  }
}
