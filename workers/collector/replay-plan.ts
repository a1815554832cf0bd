import type { RawPass } from '../../analytics/queries/raw-passes.ts'

/** A span of time. Units: epoch milliseconds, end excluded. */
export type Covered = [fromMs: number, toMs: number]

export const isCovered = (covered: readonly Covered[], atMs: number): boolean =>
  covered.some(([fromMs, toMs]) => fromMs <= atMs && atMs < toMs)

/** The spans with one more, joined where they touch, so that a long history stays a short list. */
export function covering(covered: readonly Covered[], span: Covered): Covered[] {
  if (span[1] <= span[0]) return [...covered]
  const sorted = [...covered, span].toSorted(([a], [b]) => a - b)
  const joined: Covered[] = []
  for (const [fromMs, toMs] of sorted) {
    const last = joined.at(-1)
    if (last && fromMs <= last[1]) last[1] = Math.max(last[1], toMs)
    else joined.push([fromMs, toMs])
  }
  return joined
}

/** The whole of a span is in one of those. */
export const isWithin = (covered: readonly Covered[], [fromMs, toMs]: Covered): boolean =>
  covered.some(([from, to]) => from <= fromMs && toMs <= to)

/**
 * The pages of a pass from its first, following the vendor's cursors, each as it was read last; `isWhole` when they
 * reach its end. Pages that hang on nothing come behind.
 */
export function chainOf({ pages }: Pick<RawPass, 'pages'>): { ids: string[]; isWhole: boolean } {
  const byKey = new Map(pages.map(([key, next, id]) => [key, { next, id }]))
  const ids: string[] = []
  let key = ''
  for (;;) {
    const page = byKey.get(key)
    if (!page) return { ids: [...ids, ...[...byKey.values()].map(({ id }) => id)], isWhole: false }
    byKey.delete(key)
    ids.push(page.id)
    if (page.next === '') return { ids, isWhole: true }
    key = page.next
  }
}
