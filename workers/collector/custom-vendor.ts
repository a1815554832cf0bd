import { z } from 'zod'
import { llmPushEvent } from '../../analytics/contract/push.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { utf8 } from '../vault/encoding.ts'
import { dayMs, hourMs, wholeHistoryMs } from './moments.ts'
import { naturalKey } from './natural-key.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { emptyPage, skippedRows } from './page.ts'
import {
  type CollectedCall,
  type PulledPage,
  type PullWindow,
  type Vendor,
  type VendorContext,
  vendor,
} from './vendor.ts'

/** A vendor of a customer's own, as it is kept. */
export type CustomVendor = { id: string; label: string; collectorUrl: string }

const eventsPerPage = 500
const accountRef = 'own'

/**
 * A customer's server that gives events in our own push shape. It is asked by signed GET; docs/custom-vendor.md says
 * how to answer and how to check the signature.
 */
export function customVendor({ id, label, collectorUrl }: CustomVendor): Vendor {
  return vendor({
    id,
    label,
    apis: { collector: { default: collectorUrl, env: '', ofCustomer: true } },
    credentialKinds: [
      {
        kind: 'shared_secret',
        label: 'Shared secret',
        hint: /^\S{32,}$/,
        help: 'Any text that your server knows as well, best 32 random characters or more. Requests are signed with it; it is never sent.',
        settings: [],
      },
    ],
    units: { money: 'US dollars, as a number or a text', time: 'RFC 3339' },
    async validate(ctx) {
      const moment = ctx.nowMs
      const page = await pull(id, ctx, { fromMs: moment - 1, toMs: moment, page: null })
      return page.ok ? ok({ accountRef }) : page
    },
    streams: [
      {
        name: 'events',
        kind: 'usage',
        intervalS: 15 * 60,
        bucketMs: null,
        overlapMs: hourMs,
        backfillMs: wholeHistoryMs,
        windowMs: dayMs,
        emptyWindowMs: 28 * dayMs,
        paceMs: 0,
        pull: (ctx, window) => pull(id, ctx, window),
      },
    ],
    absent: {
      cost: 'Events say what they cost themselves.',
      content: 'Text comes with the events.',
      audit: 'The collector protocol has events only.',
      inventory: 'Events name people and projects themselves.',
    },
  })
}

const pageShape = z.object({ events: z.array(z.unknown()).max(10_000), next_cursor: z.string().nullish() })
/** An event needs an id here: without one, reading it again would double it. */
const eventShape = llmPushEvent.required({ id: true })

async function pull(
  vendorId: string,
  ctx: VendorContext,
  { fromMs, toMs, page }: PullWindow,
): Promise<Result<PulledPage, OutboundFailure>> {
  const url = new URL(ctx.base('collector'))
  url.searchParams.set('from', new Date(fromMs).toISOString())
  url.searchParams.set('to', new Date(toMs).toISOString())
  url.searchParams.set('limit', String(eventsPerPage))
  if (page !== null) url.searchParams.set('cursor', page)
  const answer = await ctx.fetchJson(url, await signed(ctx, url))
  if (!answer.ok) return answer
  const body = pageShape.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'it is not {events, next_cursor}' })
  const next = body.data.next_cursor ?? null
  if (next !== null && next === page)
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  const calls = body.data.events.flatMap((event) => {
    const { success, data } = eventShape.safeParse(event)
    return success ? [callOf(vendorId, data)] : []
  })
  const malformed = body.data.events.length - calls.length
  return ok({
    ...emptyPage(),
    raw: answer.value.raw,
    calls,
    rows: body.data.events.length,
    skipped: skippedRows('malformed_row', malformed),
    nextPage: next,
  })
}

function callOf(vendorId: string, event: z.infer<typeof eventShape>): CollectedCall {
  const { id, vendor_id: _vendor, actor_id: actorRef, project_id: projectRef, ...call } = event
  return {
    ...call,
    naturalKey: naturalKey(vendorId, accountRef, 'event', id),
    actorRef: actorRef ?? null,
    projectRef: projectRef ?? null,
  }
}

/**
 * Headers that prove who asks: `x-aegisflow-timestamp` (Unix seconds) and `x-aegisflow-signature`, `v1=` with the hex of
 * HMAC-SHA-256 over `<timestamp>\nGET\n<path and query>` under the shared secret.
 */
async function signed({ secret, nowMs }: VendorContext, url: URL): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', utf8(secret.reveal()), algorithm, false, ['sign'])
  const text = `${timestamp}\nGET\n${url.pathname}${url.search}`
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)))
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { 'x-aegisflow-timestamp': timestamp, 'x-aegisflow-signature': `v1=${hex}` }
}
