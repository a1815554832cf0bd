import { dice, hashText, mix } from '../demo/chance.ts'
import { teamActivity } from '../demo/rhythm.ts'
import type { Caller, Directory } from './directory.ts'
import { DAY_MS, floorTo, HOUR_MS } from './moments.ts'
import { HISTORY_DAYS } from './traffic.ts'

/** What a person did in a vendor's console. `id` grows with time. */
export type Deed = {
  readonly id: number
  readonly atMs: number
  readonly caller: Caller
  readonly kind: 'signed_in' | 'key_created' | 'member_invited'
  readonly address: string
}

/**
 * What the company's people did at a vendor in the 90 days before now, oldest first: they sign in on working days,
 * often at the same second as someone else, and do something else now and then.
 */
export function deedsOf(seed: string, vendor: string, directory: Directory, nowMs: number): readonly Deed[] {
  const root = hashText(`${seed}/deeds/${vendor}`)
  const deeds: Deed[] = []
  for (let dayMs = floorTo(nowMs, DAY_MS) - HISTORY_DAYS * DAY_MS; dayMs <= nowMs; dayMs += DAY_MS) {
    for (const caller of directory.callers) {
      if (caller.person)
        deeds.push(...deedsOfDay(mix(mix(root, dayMs / DAY_MS), caller.index), dayMs, caller))
    }
  }
  return deeds
    .filter(({ atMs }) => atMs <= nowMs)
    .toSorted((a, b) => a.atMs - b.atMs || a.caller.index - b.caller.index || (a.kind < b.kind ? -1 : 1))
}

function deedsOfDay(hash: number, dayMs: number, caller: Caller): readonly Deed[] {
  const throws = dice(hash)
  const { team } = caller.account
  if (throws.share() > teamActivity(team, dayMs + 13 * HOUR_MS) * 0.7) return []
  // Signing in falls on one of few seconds, so that moments are shared.
  const startMs = dayMs + team.startHour * HOUR_MS + throws.below(4) * 60_000
  const deed = (kind: Deed['kind'], atMs: number, rank: number): Deed => ({
    id: (dayMs / DAY_MS) * 1_000 + caller.index * 10 + rank,
    atMs,
    caller,
    kind,
    address: `203.0.113.${10 + caller.index}`,
  })
  const other = throws.share() < 0.08 ? throws.pick(['key_created', 'member_invited'] as const) : null
  return [
    deed('signed_in', startMs, 0),
    ...(other ? [deed(other, startMs + HOUR_MS + throws.below(3_600) * 1_000, 1)] : []),
  ]
}
