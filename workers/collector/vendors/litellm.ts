import { z } from 'zod'
import { decimalFromNano, nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import { messageText } from '../message-text.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, judged } from '../page.ts'
import { amount, optionalCount, ref } from '../shapes.ts'
import { distinctCalls } from '../sums.ts'
import {
  type CollectedCall,
  type Pulled,
  type PullWindow,
  type Validation,
  type VendorContext,
  vendor,
} from '../vendor.ts'

const rowsPerPage = 100
const nameCharsMax = 128

/**
 * LiteLLM proxies of a customer's own, an import source: every call that went through the proxy.
 * Source: LiteLLM's spend endpoints and documentation, September 2026.
 */
export const litellm = vendor({
  id: 'litellm',
  label: 'LiteLLM',
  apis: { proxy: { default: '{base_url}', env: 'LITELLM_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'proxy_key',
      label: 'Master key or admin key',
      hint: /^sk-\S{8,}$/,
      help: 'The proxy’s master key, or a virtual key of a proxy admin: other keys see only their own calls.',
      settings: [
        {
          name: 'base_url',
          label: 'Address of the proxy',
          help: 'As its users call it, without /v1. It must be reachable over https from here.',
          pattern: /^https?:\/\/[^\s?#]+$/,
          required: true,
        },
      ],
    },
  ],
  units: { money: 'US dollars, as a number', time: 'UTC, as a text without a zone' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 15 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 6 * hourMs,
      emptyWindowMs: 28 * dayMs,
      paceMs: 0,
      pull: pullCalls,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 0,
      pull: pullInventory,
    },
  ],
  absent: {
    cost: 'Every call says what it cost; the proxy has no other bill.',
    content: 'Text comes with each call, if the proxy keeps it (store_prompts_in_spend_logs).',
    audit: 'The proxy’s audit log belongs to its Enterprise edition and is not read.',
  },
})

/** The account is the proxy itself, by its host. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = address(ctx, '/key/info', {})
  const key = await fetchPage(ctx, { url, headers: bearer(ctx) }, z.object({ info: z.object({}) }))
  return key.ok ? ok({ accountRef: url.host }) : key
}

const logPage = z.object({ data: z.array(z.unknown()) })
const moment = z.string().transform((text, issues) => {
  const ms = Date.parse(/[Zz]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(ms)) issues.addIssue({ code: 'custom', message: 'not a moment' })
  return ms
})

const logRow = z.object({
  request_id: z.string().min(1),
  call_type: ref,
  api_key: ref,
  spend: amount.nullish(),
  prompt_tokens: optionalCount,
  completion_tokens: optionalCount,
  startTime: moment,
  endTime: moment.nullish(),
  request_duration_ms: z.number().min(0).nullish(),
  model: ref,
  user: ref,
  end_user: ref,
  team_id: ref,
  session_id: ref,
  status: ref,
  metadata: z
    .object({
      status: ref,
      user_api_key_user_id: ref,
      usage_object: z
        .object({
          cache_read_input_tokens: optionalCount,
          prompt_tokens_details: z.object({ cached_tokens: optionalCount }).nullish(),
          completion_tokens_details: z.object({ reasoning_tokens: optionalCount }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
  messages: z.unknown().optional(),
  response: z.unknown().optional(),
  proxy_server_request: z.unknown().optional(),
})
type LogRow = z.infer<typeof logRow>

/** The log is read oldest first until a page is short: the total that it names stops at ten thousand. */
async function pullCalls(ctx: VendorContext, { fromMs, toMs, page }: PullWindow): Pulled {
  const number = page === null ? 1 : Number(page)
  if (!Number.isInteger(number) || number < 1)
    return fail({ tag: 'bad_json', reason: 'the page cursor is no number' })
  const query = {
    start_date: zoneless(fromMs),
    end_date: zoneless(toMs),
    page: number,
    page_size: rowsPerPage,
    sort_by: 'startTime',
    sort_order: 'asc',
  }
  const read = await fromLog(ctx, query)
  if (!read.ok) return read
  const { data } = read.value.body
  const { kept, rows, skipped } = judged(data, logRow)
  const { calls, repeated } = distinctCalls(kept.map((row) => callOf(ctx, row)))
  return ok({
    ...emptyPage(),
    raw: read.value.raw,
    calls,
    rows: rows - repeated,
    skipped,
    nextPage: data.length < rowsPerPage ? null : String(number + 1),
  })
}

/** Older proxies know the log by the name that their own console uses. */
async function fromLog(ctx: VendorContext, query: Record<string, string | number>) {
  const ask = (path: string) =>
    fetchPage(ctx, { url: address(ctx, path, query), headers: bearer(ctx) }, logPage)
  const current = await ask('/spend/logs/v2')
  const isUnknown =
    !current.ok &&
    (current.failure.tag === 'not_found' ||
      (current.failure.tag === 'rejected' && current.failure.status === 405))
  return isUnknown ? ask('/spend/logs/ui') : current
}

function callOf(ctx: VendorContext, row: LogRow): CollectedCall {
  const usage = row.metadata?.usage_object
  const endMs = row.endTime ?? null
  const latencyMs = row.request_duration_ms ?? (endMs === null ? null : Math.max(0, endMs - row.startTime))
  const prompt = messageText(row.messages) ?? messageText(row.proxy_server_request)
  const response = messageText(row.response)
  const person = row.metadata?.user_api_key_user_id ?? row.user ?? row.end_user
  const isFailure = (row.status ?? row.metadata?.status) === 'failure'
  return {
    naturalKey: naturalKey('litellm', ctx.accountRef, 'call', row.request_id),
    model: (row.model || 'unknown').slice(0, nameCharsMax),
    operation: (row.call_type || 'completion').slice(0, 64),
    timestamp: new Date(row.startTime).toISOString(),
    status: isFailure ? 'error' : 'success',
    actorRef: person || null,
    projectRef: row.team_id || null,
    ...(row.api_key ? { api_key_id: row.api_key.slice(0, nameCharsMax) } : {}),
    ...(row.session_id ? { trace_id: row.session_id.slice(0, nameCharsMax) } : {}),
    ...(latencyMs === null ? {} : { latency_ms: Math.min(latencyMs, dayMs) }),
    tokens_in: row.prompt_tokens,
    tokens_out: row.completion_tokens,
    tokens_cached: Math.min(
      row.prompt_tokens,
      usage?.cache_read_input_tokens || (usage?.prompt_tokens_details?.cached_tokens ?? 0),
    ),
    tokens_reasoning: Math.min(
      row.completion_tokens,
      usage?.completion_tokens_details?.reasoning_tokens ?? 0,
    ),
    cost_usd: decimalFromNano(nanoFromDecimal(row.spend ?? 0)),
    ...(prompt === null ? {} : { prompt }),
    ...(response === null ? {} : { response }),
  }
}

const userRow = z.object({ user_id: z.string().min(1), user_email: ref, user_alias: ref }).transform(
  ({ user_id, user_email, user_alias }): InventoryEntry => ({
    type: 'actor',
    ref: user_id,
    email: user_email,
    name: user_alias || user_email || user_id,
  }),
)
const teamRow = z.object({ team_id: z.string().min(1), team_alias: ref }).transform(
  ({ team_id, team_alias }): InventoryEntry => ({
    type: 'project',
    ref: team_id,
    name: team_alias || team_id,
  }),
)

const userPage = z.object({ users: z.array(z.unknown()), total_pages: z.int().nullish() })
const teamPage = z.union([
  z.array(z.unknown()),
  z.object({ teams: z.array(z.unknown()) }).transform(({ teams }) => teams),
])

async function pullInventory(ctx: VendorContext, { page }: PullWindow): Pulled {
  const stage = stageOf(page, [{ name: 'users' }, { name: 'teams' }])
  if (!stage) return fail(unknownStage)
  if (stage.part.name === 'users') {
    const number = Number(stage.cursor ?? '1')
    const query = { page: number, page_size: rowsPerPage }
    const read = await fetchPage(
      ctx,
      { url: address(ctx, '/user/list', query), headers: bearer(ctx) },
      userPage,
    )
    if (!read.ok) return read
    const { users, total_pages } = read.value.body
    const { kept, rows, skipped } = judged(users, userRow)
    const hasMore = users.length > 0 && number < (total_pages ?? 1)
    const nextPage = stage.after(hasMore ? String(number + 1) : null)
    return ok({ ...emptyPage(), raw: read.value.raw, inventory: kept, rows, skipped, nextPage })
  }
  const read = await fetchPage(ctx, { url: address(ctx, '/team/list', {}), headers: bearer(ctx) }, teamPage)
  if (!read.ok) return read
  const { kept, rows, skipped } = judged(read.value.body, teamRow)
  return ok({ ...emptyPage(), raw: read.value.raw, inventory: kept, rows, skipped })
}

/** `YYYY-MM-DD HH:MM:SS` in UTC; the proxy refuses every other form. */
function zoneless(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

/** People give the address with or without the version that its models are called under. */
function address(ctx: VendorContext, path: string, query: Parameters<typeof addressOf>[2]): URL {
  return addressOf(ctx.base('proxy').replace(/\/v1\/?$/, ''), path, query)
}
