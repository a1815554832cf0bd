import { hashText } from '../demo/chance.ts'
import { usdOf } from './charges.ts'
import type { Span } from './ledger.ts'
import { DAY_MS, floorTo } from './moments.ts'
import type { Call, Traffic } from './traffic.ts'

/** A call as somebody who stands in the middle records it. Units: `usd` US dollars with nine decimals. */
export type SpokenCall = {
  readonly call: Call
  readonly id: string
  readonly usd: number
  readonly latencyMs: number
  readonly failed: boolean
  readonly prompt: string
  readonly response: string
}

const questions = [
  'Summarise the minutes of the weekly meeting.',
  'Write a reply to a customer who waits for a parcel.',
  'Explain this stack trace to somebody new.',
  'Turn this table into a paragraph for the report.',
]

/** The calls of a span, oldest first, each with what was said in it. */
export function spokenCalls(
  traffic: Traffic,
  label: string,
  { fromMs, toMs, nowMs }: Span,
): readonly SpokenCall[] {
  const calls: SpokenCall[] = []
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    const hash = hashText(`${label}/${call.caller.name}/${call.atMs}/${call.model.id}`)
    calls.push({
      call,
      id: `${label}-${call.atMs.toString(36)}-${hash.toString(36)}`,
      usd: Number(usdOf({ ...call, counted: 1 }).toFixed(9)),
      latencyMs: 300 + (hash % 4_000),
      failed: false,
      prompt: questions[hash % questions.length] ?? '',
      response: 'Here is a draft that you can use as it is.',
    })
  })
  return calls.toSorted((a, b) => a.call.atMs - b.call.atMs || a.id.localeCompare(b.id))
}

/** What the calls of a span cost. Units: billionths of a dollar. */
export function spokenNano(traffic: Traffic, label: string, span: Span): bigint {
  return spokenCalls(traffic, label, span).reduce((sum, { usd }) => sum + BigInt(Math.round(usd * 1e9)), 0n)
}

/** The calls of the days that a request reaches into are made once, whatever page is asked for. */
export function rememberedCalls(traffic: Traffic, label: string) {
  let known: { key: string; calls: readonly SpokenCall[] } | null = null
  return (span: Span): readonly SpokenCall[] => {
    const dayFrom = floorTo(span.fromMs, DAY_MS)
    const dayTo = Math.ceil(span.toMs / DAY_MS) * DAY_MS
    const key = `${dayFrom}/${dayTo}/${span.nowMs}`
    if (known?.key !== key) {
      known = { key, calls: spokenCalls(traffic, label, { fromMs: dayFrom, toMs: dayTo, nowMs: span.nowMs }) }
    }
    return known.calls.filter(({ call }) => call.atMs >= span.fromMs && call.atMs < span.toMs)
  }
}
