/**
 * How long tokens that were taken in advance may be used. The window is longer by this much, so that even a token used
 * at the last moment stands in the window that it is used in.
 */
export const leaseMs = 250

/** A window is cut into this many slots; what was used comes back one slot late at most. */
const slots = 60

/** What somebody may use up: at most `quota` in any `windowS` seconds. */
export type Policy = { name: string; quota: number; windowS: number }

/** What was used in each slot, by its number since the epoch. Units: `slotMs` milliseconds. */
export type Used = { slotMs: number; bySlot: Map<number, number>; total: number }

const slotMsOf = (windowS: number): number => (windowS * 1000 + leaseMs) / slots

export const nothingUsed = (windowS: number): Used => ({
  slotMs: slotMsOf(windowS),
  bySlot: new Map(),
  total: 0,
})

/** The slot that a moment falls into. */
export const slotAt = ({ slotMs }: Used, nowMs: number): number => Math.floor(nowMs / slotMs)

/**
 * Forgets what no window that ends now can hold. The slot that the window begins in counts in full, which is why no
 * window ever holds more than the quota.
 */
export function forget(used: Used, nowMs: number): void {
  const oldest = slotAt(used, nowMs) - slots
  for (const [slot, count] of used.bySlot) {
    if (slot >= oldest) continue
    used.bySlot.delete(slot)
    used.total -= count
  }
}

/** How many more may be taken now; `forget` first. */
export const room = (used: Used, quota: number): number => Math.max(0, quota - used.total)

/** Counts, or takes back, in one slot; the count of that slot afterwards. */
export function add(used: Used, slot: number, count: number): number {
  const before = used.bySlot.get(slot) ?? 0
  const after = Math.max(0, before + count)
  if (after === 0) used.bySlot.delete(slot)
  else used.bySlot.set(slot, after)
  used.total += after - before
  return after
}

/** How long until `wanted` may be taken; 0 when they may be now. Units: milliseconds. */
export function waitMs(used: Used, quota: number, wanted: number, nowMs: number): number {
  // Not by `room`: where the quota was lowered, more may be used than it has.
  let missing = Math.min(wanted, quota) - (quota - used.total)
  if (missing <= 0) return 0
  for (const [slot, count] of [...used.bySlot].sort(([a], [b]) => a - b)) {
    missing -= count
    if (missing <= 0) return Math.max(1, (slot + slots + 1) * used.slotMs - nowMs)
  }
  return slots * used.slotMs
}

/** The same use under a window of another length: each count where it holds longest. */
export function reshaped(used: Used, windowS: number): Used {
  const next = nothingUsed(windowS)
  if (next.slotMs === used.slotMs) return used
  for (const [slot, count] of used.bySlot)
    add(next, Math.ceil(((slot + 1) * used.slotMs) / next.slotMs) - 1, count)
  return next
}
