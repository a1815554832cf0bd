import { check } from '../../../detectors/index.ts'
import { registry } from '../../../detectors/registry.ts'

/** Identifiers of one kind: what they are called, some that pass and some that do not. */
export type Kind = {
  readonly code: string
  readonly word: string
  readonly valid: readonly string[]
  readonly invalid: readonly string[]
}

const seed = 20261121
const perKind = 12
const triesMax = 20_000

/** A generator of the same numbers every time. Source: Mulberry32. */
function random(start = seed): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * New values of every identifier with a check, made by changing the digits of a published one. They tell whether
 * values are found where they stand; whether the checks are right is told by published values in the tests.
 */
export function kinds(): readonly Kind[] {
  const next = random()
  return registry.flatMap((detector) => {
    const [text, value] = detector.examples.find[0] ?? []
    if (detector.mechanism !== 'checksum' || text === undefined || value === undefined) return []
    const word = /^([a-z][a-z. ]*): /.exec(text)?.[1]
    if (word === undefined) return []
    const valid = new Set<string>()
    const invalid = new Set<string>()
    for (let tries = 0; tries < triesMax && (valid.size < perKind || invalid.size < perKind); tries++) {
      const changed = changedDigits(value, next)
      const into = check(detector.code, changed) ? valid : invalid
      if (into.size < perKind) into.add(changed)
    }
    return [{ code: detector.code, word, valid: [...valid], invalid: [...invalid] }]
  })
}

function changedDigits(value: string, next: () => number): string {
  const share = 0.2 + next() * 0.6
  return value.replace(/\d/g, (digit) => (next() < share ? String(Math.floor(next() * 10)) : digit))
}
