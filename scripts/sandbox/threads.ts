import { dice, hashText, idText, mix } from '../demo/chance.ts'
import { promptAt } from '../demo/prompts.ts'
import { teamActivity } from '../demo/rhythm.ts'
import type { Caller, Directory } from './directory.ts'
import { DAY_MS, HOUR_MS } from './moments.ts'
import { HISTORY_DAYS } from './traffic.ts'

/** What someone and a model said to each other; only what had been said by the moment of asking. */
export type Thread = {
  readonly id: string
  readonly title: string
  readonly caller: Caller
  readonly startedAtMs: number
  readonly updatedAtMs: number
  readonly messages: readonly {
    readonly id: string
    readonly role: 'user' | 'assistant'
    readonly text: string
    readonly atMs: number
  }[]
}

/**
 * The threads of a product that were begun from `fromMs` until `untilMs`, oldest first. `share` is how many people
 * begin one on a busy day.
 */
export function threadsOf(
  seed: string,
  product: string,
  share: number,
  directory: Directory,
): (fromMs: number, untilMs: number, nowMs: number) => readonly Thread[] {
  const root = hashText(`${seed}/threads/${product}`)
  const days = new Map<number, readonly Thread[]>()

  function threadsOfDay(day: number): readonly Thread[] {
    const known = days.get(day)
    if (known) return known
    const threads = directory.callers.flatMap(
      (caller) => threadOf(seed, mix(mix(root, day), caller.index), day * DAY_MS, caller, share) ?? [],
    )
    days.set(day, threads)
    return threads
  }

  return (fromMs, untilMs, nowMs) => {
    const firstDay = Math.max(Math.floor(fromMs / DAY_MS), Math.floor(nowMs / DAY_MS) - HISTORY_DAYS)
    const threads: Thread[] = []
    for (let day = firstDay; day * DAY_MS < Math.min(untilMs, nowMs); day++) {
      for (const thread of threadsOfDay(day)) {
        const isAsked = thread.startedAtMs >= fromMs && thread.startedAtMs < untilMs
        if (isAsked && thread.startedAtMs <= nowMs) threads.push(soFar(thread, nowMs))
      }
    }
    return threads.sort((a, b) => a.startedAtMs - b.startedAtMs)
  }
}

function soFar(thread: Thread, nowMs: number): Thread {
  if (thread.updatedAtMs <= nowMs) return thread
  const messages = thread.messages.filter(({ atMs }) => atMs <= nowMs)
  return { ...thread, messages, updatedAtMs: messages.at(-1)?.atMs ?? thread.startedAtMs }
}

function threadOf(seed: string, hash: number, dayMs: number, caller: Caller, share: number): Thread | null {
  if (!caller.person) return null
  const throws = dice(hash)
  const { team } = caller.account
  const busy = teamActivity(team, dayMs + (team.startHour + 4) * HOUR_MS, caller.person.hoursShift)
  if (throws.share() > share * busy) return null
  const startedAtMs = dayMs + Math.floor((team.startHour + 1 + 6 * throws.share()) * HOUR_MS)
  const turns = Array.from({ length: 1 + throws.below(3) }, (_, i) => {
    const askedAtMs = startedAtMs + i * 7 * 60_000
    const { event } = promptAt(seed, hash % 100_000, askedAtMs)
    const said = (role: 'user' | 'assistant', text: string, atMs: number) => ({
      id: `${role === 'user' ? 'u' : 'a'}${i}_${idText(hash, 20)}`,
      role,
      text,
      atMs,
    })
    return [said('user', event.prompt, askedAtMs), said('assistant', event.response, askedAtMs + 9_000)]
  })
  const messages = turns.flat()
  return {
    id: idText(mix(hash, 3), 22),
    title: `${team.name} thread`,
    caller,
    startedAtMs,
    updatedAtMs: messages.at(-1)?.atMs ?? startedAtMs,
    messages,
  }
}
