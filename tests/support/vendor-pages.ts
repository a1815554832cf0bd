import { nanoFromDecimal } from '../../analytics/pricing/money.ts'
import type { VendorLedger } from '../../scripts/sandbox/wire.ts'
import type { OutboundFailure } from '../../workers/collector/outbound-failure.ts'
import type { PulledPage, PullWindow, Stream, Vendor, VendorContext } from '../../workers/collector/vendor.ts'

/** More pages than any test's span has: beyond them a stream has no end. */
const pagesMax = 500

export function streamOf(vendor: Vendor, name: string): Stream {
  const found = vendor.streams.find((each) => each.name === name)
  if (!found) throw new Error(`no stream ${name}`)
  return found
}

/** One page of a stream. Errors: throws what went wrong, and what no page may be (see `checked`). */
export async function pulled(
  vendor: Vendor,
  stream: string,
  ctx: VendorContext,
  window: PullWindow,
): Promise<PulledPage> {
  return pageOf(streamOf(vendor, stream), ctx, window)
}

/** The failure of a page that must not come. */
export async function refused(
  vendor: Vendor,
  stream: string,
  ctx: VendorContext,
  window: PullWindow,
): Promise<OutboundFailure> {
  const result = await streamOf(vendor, stream).pull(ctx, window)
  if (result.ok) throw new Error('a page came')
  return result.failure
}

/** Every page of one window, from the first on. */
export async function pullWindow(
  stream: Stream,
  ctx: VendorContext,
  window: { fromMs: number; toMs: number },
): Promise<PulledPage[]> {
  const pages: PulledPage[] = []
  let cursor: string | null = null
  do {
    if (pages.length === pagesMax) throw new Error(`${stream.name} has no end`)
    const page: PulledPage = await pageOf(stream, ctx, { ...window, page: cursor })
    pages.push(page)
    cursor = page.nextPage
  } while (cursor !== null)
  return pages
}

/** Everything that was pulled, in the order in which it came. */
export type Pulled = Omit<PulledPage, 'raw' | 'nextPage'> & { pages: PulledPage[] }

/** Everything that a stream gives of a span, cut into windows as a run cuts it, the newest first. */
export async function pullAll(
  stream: Stream,
  ctx: VendorContext,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<Pulled> {
  const pages: PulledPage[] = []
  for (let endMs = toMs; endMs > fromMs || pages.length === 0; endMs -= stream.windowMs) {
    const window = { fromMs: Math.max(fromMs, endMs - stream.windowMs), toMs: endMs }
    pages.push(...(await pullWindow(stream, ctx, window)))
  }
  return {
    usage: pages.flatMap(({ usage }) => usage),
    costs: pages.flatMap(({ costs }) => costs),
    inventory: pages.flatMap(({ inventory }) => inventory),
    calls: pages.flatMap(({ calls }) => calls),
    audit: pages.flatMap(({ audit }) => audit),
    skipped: pages.flatMap(({ skipped }) => skipped),
    rows: pages.reduce((sum, { rows }) => sum + rows, 0),
    pages,
  }
}

/** Observations as they end up: the last word on each natural key. */
export function lastWords<Row extends { naturalKey: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.naturalKey, row])).values()]
}

/** What was pulled as a vendor's ledger would tell it, each natural key with its last word. */
export function sumsOf(...pulls: Partial<Pick<PulledPage, 'usage' | 'costs' | 'calls'>>[]): VendorLedger {
  const usage = lastWords(pulls.flatMap((pull) => pull.usage ?? []))
  const costs = lastWords(pulls.flatMap((pull) => pull.costs ?? []))
  const calls = lastWords(pulls.flatMap((pull) => pull.calls ?? []))
  const sum = (figures: readonly (number | null | undefined)[]) =>
    figures.reduce<number>((total, figure) => total + (figure ?? 0), 0)
  const costsNano: Record<string, bigint> = {}
  for (const { currency, amountNano } of costs) costsNano[currency] = (costsNano[currency] ?? 0n) + amountNano
  const charges = calls.flatMap(({ cost_usd }) => (cost_usd == null ? [] : [nanoFromDecimal(cost_usd)]))
  return {
    requests:
      usage.length > 0 && usage.every(({ requests }) => requests === null)
        ? null
        : sum(usage.map(({ requests }) => requests)) + calls.length,
    tokensIn: sum([...usage.map((row) => row.tokensIn), ...calls.map((call) => call.tokens_in)]),
    tokensOut: sum([...usage.map((row) => row.tokensOut), ...calls.map((call) => call.tokens_out)]),
    tokensCached: sum([...usage.map((row) => row.tokensCached), ...calls.map((call) => call.tokens_cached)]),
    costsNano,
    ...(charges.length === 0 ? {} : { chargedNano: charges.reduce((total, nano) => total + nano, 0n) }),
  }
}

async function pageOf(stream: Stream, ctx: VendorContext, window: PullWindow): Promise<PulledPage> {
  const result = await stream.pull(ctx, window)
  if (!result.ok) throw new Error(`${stream.name}: ${JSON.stringify(result.failure)}`)
  return checked(stream.name, result.value)
}

/** A page on which each row has its one end, and nothing is counted twice. */
function checked(name: string, page: PulledPage): PulledPage {
  const { usage, costs, inventory, calls, audit, rows, skipped } = page
  const kept = usage.length + costs.length + inventory.length + calls.length + audit.length
  const lost = skipped.reduce((sum, { count }) => sum + count, 0)
  if (rows !== kept + lost) throw new Error(`${name}: ${rows} rows end as ${kept} and ${lost}`)
  // An audit entry that comes twice is dropped as a duplicate; the others would stand for a revision.
  for (const observed of [usage, costs, calls]) {
    const keys = new Set(observed.map(({ naturalKey }) => naturalKey))
    if (keys.size < observed.length) throw new Error(`${name}: two rows of one page share a natural key`)
  }
  return page
}
