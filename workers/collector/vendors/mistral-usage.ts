import type { PricedCost } from '../../../analytics/pricing/price.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { CostObservation, UsageObservation } from '../../../analytics/usage.ts'
import { wholeBuckets } from '../bucket-range.ts'
import { unknownStage } from '../lists.ts'
import { dayMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PulledPage, PullWindow, VendorContext } from '../vendor.ts'
import { ask, workspacesOf } from './mistral-admin.ts'
import {
  chargeOf,
  type Figure,
  type Figures,
  figuresIn,
  remainder,
  report,
  versionOf,
} from './mistral-report.ts'

/** What a month's figures say of one workspace, or of what no workspace accounts for. */
type Share = { workspaceId: string | null; figures: readonly Figure[] }
type Month = { raw: string; shares: Share[] } & Omit<Figures, 'figures'>

/** Tokens by day, workspace and model. What is not counted in tokens stands in the costs only. */
export const pullUsage = (ctx: VendorContext, window: PullWindow) =>
  pullMonths(ctx, window, (month) => {
    const usage = month.shares.flatMap((share) => usageOf(ctx, share, month))
    return { ...emptyPage(), raw: month.raw, usage, rows: usage.length }
  })

/** Figures times prices, as the vendor's own bill is made. A figure that has no price counts as skipped. */
export const pullCosts = (ctx: VendorContext, window: PullWindow) =>
  pullMonths(ctx, window, (month) => {
    const lines = month.shares.flatMap((share) => costsOf(ctx, share, month))
    const kept = lines.flatMap((line) => line ?? [])
    const without = lines.length - kept.length
    return costPage({
      raw: month.raw,
      kept,
      rows: lines.length,
      skipped: skippedRows('malformed_row', without),
      next: null,
    })
  })

/** A page is a month; the page cursor is the next one, `YYYY-MM`. */
async function pullMonths(
  ctx: VendorContext,
  window: PullWindow,
  toPage: (month: Month) => PulledPage,
): Pulled {
  const range = wholeBuckets(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(window.page ?? monthName(range.startMs)) ?? []
  if (year === undefined || month === undefined) return fail(unknownStage)
  const read = await monthOf(ctx, { year: Number(year), month: Number(month) }, range)
  if (!read.ok) return read
  const page = toPage(read.value)
  const { malformed } = read.value
  const followingMs = Date.UTC(Number(year), Number(month), 1)
  return ok({
    ...page,
    rows: page.rows + malformed,
    skipped: malformed > 0 ? [...page.skipped, { reason: 'malformed_row', count: malformed }] : page.skipped,
    nextPage: followingMs < range.endMs ? monthName(followingMs) : null,
  })
}

/**
 * One month of the organization by workspace. The vendor splits by one workspace at a time, so each is asked, and the
 * whole last: what no workspace accounts for stands without one, and nothing is lost with a workspace that is gone.
 */
async function monthOf(
  ctx: VendorContext,
  month: { year: number; month: number },
  range: { startMs: number; endMs: number },
): Promise<Result<Month, OutboundFailure>> {
  const workspaces = await workspacesOf(ctx)
  if (!workspaces.ok) return workspaces
  const bodies: string[] = []
  const shares: Share[] = []
  for (const { id } of workspaces.value) {
    const part = await ask(ctx, '/usage', { ...month, workspace_id: id }, report)
    if (!part.ok) return part
    bodies.push(part.value.raw)
    shares.push({ workspaceId: id, figures: figuresIn(part.value.body, range).figures })
  }
  const whole = await ask(ctx, '/usage', month, report)
  if (!whole.ok) return whole
  const { figures, ...rest } = figuresIn(whole.value.body, range)
  const counted = shares.flatMap((share) => share.figures)
  return ok({
    ...rest,
    raw: [...bodies, whole.value.raw].join('\n'),
    shares: [...shares, { workspaceId: null, figures: remainder(figures, counted) }],
  })
}

const billion = 1_000_000_000n

function usageOf(ctx: VendorContext, { workspaceId, figures }: Share, month: Month): UsageObservation[] {
  const byKey = Map.groupBy(figures.filter(isTokens), ({ category, dayAtMs, model, zone, tier }) =>
    naturalKey('mistral', ctx.accountRef, category, dayAtMs, dayMs, workspaceId, model, zone, tier),
  )
  return [...byKey].flatMap(([key, parts]) => {
    const [first] = parts
    if (!first) return []
    const tokensOf = (group: string) =>
      parts
        .filter((part) => part.group === group)
        .reduce((sum, part) => sum + Number(part.valueNano / billion), 0)
    // Input and cached tokens are billed as groups of their own, so they are disjoint.
    const [input, cached, output] = [tokensOf('input'), tokensOf('cached'), tokensOf('output')]
    const counts = { tokensIn: input + cached, tokensOut: output, tokensCached: cached }
    const model = versionOf(first.model)
    return [
      {
        naturalKey: key,
        vendorId: 'mistral',
        model,
        operation: first.category,
        bucketStartAtMs: first.dayAtMs,
        bucketMs: dayMs,
        projectRef: workspaceId,
        actorRef: null,
        apiKeyRef: null,
        requests: null,
        ...counts,
        tokensReasoning: 0,
        ...(statedCost(parts, month) ??
          ctx.price({ ...counts, vendorId: 'mistral', model, atMs: first.dayAtMs, tokensInPerCall: 0 })),
      },
    ]
  })
}

function isTokens({ eventType, group }: Figure): boolean {
  return (eventType ?? 'api_tokens').includes('token') && ['input', 'output', 'cached'].includes(group)
}

/** Organizations that are billed in dollars are told what this very usage cost; others have the list's price. */
function statedCost(
  parts: readonly Figure[],
  { currency, prices }: Month,
): { costNanoUsd: PricedCost['costNanoUsd']; costSource: 'vendor' } | null {
  const charges = parts.flatMap((part) => chargeOf(part, prices) ?? [])
  if (currency !== 'USD' || charges.length < parts.length) return null
  return { costNanoUsd: charges.reduce((sum, charge) => sum + charge, 0n), costSource: 'vendor' }
}

/** A line for each figure; null where it has no price. */
function costsOf(
  ctx: VendorContext,
  { workspaceId, figures }: Share,
  { prices, currency }: Month,
): (CostObservation | null)[] {
  return figures.map((figure) => {
    const amountNano = chargeOf(figure, prices)
    if (amountNano === null) return null
    const { category, model, group, zone, tier, dayAtMs } = figure
    const lineItem = [versionOf(model), group, category, zone, tier].filter(Boolean).join(', ')
    return {
      naturalKey: naturalKey(
        'mistral',
        ctx.accountRef,
        'cost',
        dayAtMs,
        dayMs,
        workspaceId,
        lineItem,
        currency,
      ),
      vendorId: 'mistral',
      dayAtMs,
      lineItem,
      projectRef: workspaceId,
      apiKeyRef: null,
      amountNano,
      currency,
    }
  })
}

function monthName(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7)
}
