import type { Call, Traffic } from './traffic.ts'

/** Units: epoch milliseconds, end excluded. */
type Range = { readonly startMs: number; readonly endMs: number }

/** The calls of a range summed by what `keyOf` tells apart, in the order in which each kind was first seen. */
export function grouped<Sum>(
  traffic: Traffic,
  { startMs, endMs }: Range,
  nowMs: number,
  keyOf: (call: Call) => string,
  begin: (call: Call) => Sum,
  add: (sum: Sum, call: Call) => void,
): Sum[] {
  const sums = new Map<string, Sum>()
  traffic.visit(startMs, endMs, nowMs, (call) => {
    const key = keyOf(call)
    let sum = sums.get(key)
    if (sum === undefined) {
      sum = begin(call)
      sums.set(key, sum)
    }
    add(sum, call)
  })
  return [...sums.values()]
}
