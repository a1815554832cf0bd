import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { InventoryEntry } from '../../analytics/usage.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { emptyPage, type PageRequest, readListPage } from './page.ts'
import { nonEmpty, ref } from './shapes.ts'
import type { PulledPage, PullWindow, VendorContext } from './vendor.ts'

/** A person as both vendors list them. */
export const actorRow = z
  .object({ id: nonEmpty, email: ref, name: ref })
  .transform(
    ({ id, email, name }): InventoryEntry => ({ type: 'actor', ref: id, email, name: name || email || id }),
  )

/** A project or a workspace as both vendors list them. */
export const projectRow = z
  .object({ id: nonEmpty, name: ref })
  .transform(({ id, name }): InventoryEntry => ({ type: 'project', ref: id, name: name || id }))

/** One list of a vendor's inventory. */
export type InventoryList = {
  name: string
  row: z.ZodType<InventoryEntry>
  request: (ctx: VendorContext, after: string | null) => Omit<PageRequest, 'cursor'>
}

/** Reads lists one after another as one stream, a page a call. */
export async function pullLists(
  ctx: VendorContext,
  window: PullWindow,
  lists: readonly [InventoryList, ...InventoryList[]],
): Promise<Result<PulledPage, OutboundFailure>> {
  const stage = stageOf(window.page, lists)
  if (!stage) return fail(unknownStage)
  const page = await readListPage(
    ctx,
    { ...stage.part.request(ctx, stage.cursor), cursor: stage.cursor },
    stage.part.row,
  )
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({ ...emptyPage(), raw, inventory: kept, rows, skipped, nextPage: stage.after(next) })
}

/** A page cursor that names no part of its stream: not one of ours. */
export const unknownStage: OutboundFailure = {
  tag: 'bad_json',
  reason: 'the page cursor is of an unknown list',
}

/**
 * Where a stream that reads several parts in turn stands. Its page cursor is `<part>:<cursor of the vendor>`, with
 * nothing after the colon at the start of a part; `after` gives the cursor of the page that follows.
 */
export function stageOf<Part extends { name: string }>(
  page: string | null,
  parts: readonly [Part, ...Part[]],
) {
  const [, name, vendorCursor = ''] = /^([a-z_]+):(.*)$/s.exec(page ?? `${parts[0].name}:`) ?? []
  const at = parts.findIndex((part) => part.name === name)
  const part = parts[at]
  if (!part) return null
  const following = parts[at + 1]
  return {
    part,
    cursor: vendorCursor || null,
    after: (next: string | null): string | null => {
      if (next !== null) return `${part.name}:${next}`
      return following ? `${following.name}:` : null
    },
  }
}

/** A part of a window. Units: epoch milliseconds, end excluded. */
export type Span = { startMs: number; endMs: number }

/**
 * The spans that are left to ask for, for a vendor that cuts long answers off: all of the range at first, then what
 * the page cursor lists. Null for a cursor that is none of ours.
 */
export function spansLeft(page: string | null, range: Span | null): Span[] | null {
  if (page === null) return range ? [range] : []
  if (!/^\d{1,15}-\d{1,15}(?:,\d{1,15}-\d{1,15})*$/.test(page)) return null
  return page.split(',').map((text) => {
    const [startMs = 0, endMs = 0] = text.split('-').map(Number)
    return { startMs, endMs }
  })
}

/** The page cursor that lists spans; null when none is left. */
export function spanCursor(spans: readonly Span[]): string | null {
  return spans.length === 0 ? null : spans.map(({ startMs, endMs }) => `${startMs}-${endMs}`).join(',')
}

/** A span in two, cut between buckets; null for a single bucket. */
export function halved({ startMs, endMs }: Span, bucketMs: number): [Span, Span] | null {
  const buckets = Math.ceil((endMs - startMs) / bucketMs)
  if (buckets <= 1) return null
  const middleMs = startMs + Math.floor(buckets / 2) * bucketMs
  return [
    { startMs, endMs: middleMs },
    { startMs: middleMs, endMs },
  ]
}
