import { z } from 'zod'
import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { wholeBuckets } from '../bucket-range.ts'
import { dayMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, judged } from '../page.ts'
import { amount, looseCount, optionalCount, ref } from '../shapes.ts'
import { costPage, summedUsage } from '../sums.ts'
import {
  type Pulled,
  type PulledPage,
  type PullWindow,
  type Validation,
  type VendorContext,
  vendor,
} from '../vendor.ts'

/**
 * What an organization's members use through Hugging Face's inference providers.
 *
 * The totals of `billing/usage-v2` are left out: their answer is not documented, clients read two shapes and two units
 * of time, and they name neither day nor model. Source: the Hub's OpenAPI document and clients of it, September 2026.
 */
export const huggingface = vendor({
  id: 'huggingface',
  label: 'Hugging Face',
  apis: { api: { default: 'https://huggingface.co', env: 'HUGGINGFACE_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'token',
      label: 'Access token',
      hint: /^(?:hf_|api_org_)[A-Za-z0-9]{34}$/,
      help: 'A read token, or a fine-grained one with “Billing read”, of a member of the organization.',
      settings: [
        {
          name: 'organization',
          label: 'Organization',
          help: 'Its name as it stands in addresses: huggingface.co/NAME.',
          pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/,
          required: true,
        },
      ],
    },
  ],
  idsArePeoplesNames: true,
  units: { money: 'US cents, rounded for each line', time: 'RFC 3339, whole days' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 3 * dayMs,
      backfillMs: 365 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 300,
      pull: pullUsage,
    },
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 7 * dayMs,
      backfillMs: 365 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 300,
      pull: pullCosts,
    },
  ],
  absent: {
    audit: 'Hugging Face exports its audit log by hand only; the form of the export is not documented.',
    content: 'Hugging Face hands out no prompts.',
    inventory: 'The reports name people by their user names already.',
  },
})

const account = z.object({ orgs: z.array(z.unknown()).nullish() })
const membership = z.object({ id: z.string(), name: z.string() })

/**
 * Being a member does not mean being allowed to read what is billed, so that is asked as well. Who the token belongs
 * to is asked here only: the vendor limits that call harder than others.
 */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/api/whoami-v2', {})
  const me = await fetchPage(ctx, { url, headers: bearer(ctx) }, account)
  if (!me.ok) return me
  const wanted = organizationOf(ctx)
  const found = judged(me.value.body.orgs ?? [], membership).kept.find(
    ({ name }) => name.toLowerCase() === wanted.toLowerCase(),
  )
  if (!found) return fail({ tag: 'forbidden', detail: `The token’s account is no member of ${wanted}.` })
  const today = Math.floor(ctx.nowMs / dayMs) * dayMs
  const bill = await ctx.fetchJson(reportUrl(ctx, { startMs: today, endMs: ctx.nowMs }), bearer(ctx))
  return bill.ok ? ok({ accountRef: found.id }) : bill
}

const organizationOf = ({ settings }: VendorContext) => settings.organization ?? ''

function reportUrl(ctx: VendorContext, { startMs, endMs }: { startMs: number; endMs: number }): URL {
  const path = `/api/organizations/${encodeURIComponent(organizationOf(ctx))}/billing/usage/inference`
  return addressOf(ctx.base('api'), path, {
    startDate: new Date(startMs).toISOString(),
    endDate: new Date(endMs - 1).toISOString(),
    limit: 31,
  })
}

/** A list of days, bare or in an envelope: the top level is not documented. */
const days = z.union([
  z.array(z.unknown()),
  z.object({ usage: z.array(z.unknown()) }).transform(({ usage }) => usage),
  z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
])
const day = z.object({ period: z.iso.datetime({ offset: true }), usage: z.array(z.unknown()) })
const line = z.object({
  user: ref,
  model: ref,
  provider: ref,
  requestCount: looseCount,
  costCents: amount,
  inputTokens: optionalCount,
  outputTokens: optionalCount,
})
type Line = z.infer<typeof line> & { dayAtMs: number }

async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const page = await readDays(ctx, window)
  if (!page.ok) return page
  const usage = summedUsage(page.value.kept.map((row) => usageOf(ctx, row)))
  return ok({ ...page.value.page, usage, rows: usage.length + page.value.malformed })
}

async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const page = await readDays(ctx, window)
  if (!page.ok) return page
  const { kept, malformed } = page.value
  const { raw, skipped, nextPage } = page.value.page
  const lines = kept.map((row) => costOf(ctx, row))
  return ok(costPage({ raw, kept: lines, rows: lines.length + malformed, skipped, next: nextPage }))
}

/** One page of days within the window. Pages are named by the query of the address that the vendor links to. */
async function readDays(
  ctx: VendorContext,
  window: PullWindow,
): Promise<Result<{ page: PulledPage; kept: Line[]; malformed: number }, OutboundFailure>> {
  const range = wholeBuckets(ctx, window, dayMs)
  if (!range) return ok({ page: emptyPage(), kept: [], malformed: 0 })
  const url = reportUrl(ctx, range)
  if (window.page !== null) url.search = window.page
  const answer = await ctx.fetchJson(url, bearer(ctx))
  if (!answer.ok) return answer
  const listed = days.safeParse(answer.value.json)
  if (!listed.success) return fail({ tag: 'bad_json', reason: 'the report has another shape' })
  const next = nextQuery(answer.value.headers, url)
  if (next !== null && next === url.search) {
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  }

  const buckets = judged(listed.data, day)
  const read = buckets.kept.map(({ period, usage }) => {
    const dayAtMs = Math.floor(Date.parse(period) / dayMs) * dayMs
    const lines = judged(usage, line)
    return { ...lines, lines: lines.kept.map((row): Line => ({ ...row, dayAtMs })) }
  })
  const malformedRows = read.reduce((sum, { skipped }) => sum + (skipped[0]?.count ?? 0), 0)
  const malformedBuckets = buckets.skipped[0]?.count ?? 0
  return ok({
    kept: read
      .flatMap(({ lines }) => lines)
      .filter(({ dayAtMs }) => dayAtMs >= range.startMs && dayAtMs < range.endMs),
    malformed: malformedRows + malformedBuckets,
    page: {
      ...emptyPage(),
      raw: answer.value.raw,
      nextPage: next,
      skipped: [
        ...(malformedRows > 0 ? [{ reason: 'malformed_row' as const, count: malformedRows }] : []),
        ...(malformedBuckets > 0 ? [{ reason: 'malformed_bucket' as const, count: malformedBuckets }] : []),
      ],
    },
  })
}

/** The query of `Link: <…>; rel="next"`; the path stays ours. */
function nextQuery(headers: Headers, asked: URL): string | null {
  const link = /<([^<>]+)>\s*;[^,]*\brel="?next"?/i.exec(headers.get('link') ?? '')?.[1]
  return link === undefined ? null : (URL.parse(link, asked)?.search ?? null)
}

/** The vendor says what each line cost; it rounds to cents, so that little use costs nothing. */
function usageOf(ctx: VendorContext, row: Line): UsageObservation {
  const { dayAtMs, user, model, provider } = row
  return {
    naturalKey: naturalKey('huggingface', ctx.accountRef, dayAtMs, dayMs, user, model, provider),
    vendorId: 'huggingface',
    model: model ?? 'unknown',
    operation: 'inference',
    bucketStartAtMs: dayAtMs,
    bucketMs: dayMs,
    projectRef: null,
    actorRef: user,
    apiKeyRef: null,
    requests: row.requestCount,
    tokensIn: row.inputTokens,
    tokensOut: row.outputTokens,
    tokensCached: 0,
    tokensReasoning: 0,
    costNanoUsd: nanoFromCents(row.costCents),
    costSource: 'vendor',
  }
}

/** Lines by model and provider; those of several people stay apart, since a day may go on over pages. */
function costOf(ctx: VendorContext, { dayAtMs, user, model, provider, costCents }: Line): CostObservation {
  const lineItem = [model ?? 'unspecified', provider].filter(Boolean).join(' at ')
  return {
    naturalKey: naturalKey('huggingface', ctx.accountRef, 'cost', dayAtMs, dayMs, user, lineItem),
    vendorId: 'huggingface',
    dayAtMs,
    lineItem,
    projectRef: null,
    apiKeyRef: null,
    amountNano: nanoFromCents(costCents),
    currency: 'USD',
  }
}
