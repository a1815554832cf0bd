import { fold } from '../../../detectors/engine/fold.ts'
import { eachSegment } from '../../../detectors/prompt-injection/features.ts'

/** A text as the model sees it: its hashed n-grams, and where in them each segment ends. */
export interface Featured {
  readonly indices: Int32Array
  readonly segmentEnds: readonly number[]
}

/** The n-grams of a text, taken exactly as a scan takes them. */
export function featured(text: string): Featured {
  const parts: Int32Array[] = []
  const segmentEnds: number[] = []
  let total = 0
  eachSegment(fold(text).text, (indices, count) => {
    parts.push(indices.slice(0, count))
    total += count
    segmentEnds.push(total)
  })
  const all = new Int32Array(total)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return { indices: all, segmentEnds }
}

/** Every stretch of a text that is scored by itself: each segment, and each with the one before it. */
export function stretches({ segmentEnds }: Featured): (readonly [from: number, to: number])[] {
  const list: (readonly [number, number])[] = []
  for (let i = 0; i < segmentEnds.length; i++) {
    const end = segmentEnds[i] as number
    list.push([segmentEnds[i - 1] ?? 0, end])
    if (i > 0) list.push([segmentEnds[i - 2] ?? 0, end])
  }
  return list
}
