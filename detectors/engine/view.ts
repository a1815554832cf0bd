import type { Span } from '../detector.ts'
import { fromUnits } from './units.ts'

/** A rewritten text that knows where each unit of it stood in the text before. */
export interface View {
  readonly text: string
  /** Gives the span in the text before, which covers whole characters. */
  readonly toSource: (span: Span) => Span
}

/** A view in which every unit kept its place. */
export function inPlace(text: string): View {
  return { text, toSource: (span) => span }
}

/** Builds a view from stretches that were kept and stretches that were replaced. */
export function viewBuilder(source: string) {
  let units = new Uint16Array(0)
  let starts = new Int32Array(0)
  let ends = new Int32Array(0)
  let length = 0
  let copied = 0

  const makeRoom = (count: number) => {
    if (length + count <= units.length) return
    const capacity = Math.max(source.length, (length + count) * 2)
    units = longer(units, new Uint16Array(capacity))
    starts = longer(starts, new Int32Array(capacity))
    ends = longer(ends, new Int32Array(capacity))
  }
  const keepUpTo = (at: number) => {
    makeRoom(at - copied)
    for (; copied < at; copied++) {
      units[length] = source.charCodeAt(copied)
      starts[length] = copied
      ends[length++] = copied + 1
    }
  }
  return {
    /** Replaces a stretch of the source; stretches must come in order. An empty replacement removes it. */
    replace(start: number, end: number, replacement: string) {
      keepUpTo(start)
      makeRoom(replacement.length)
      for (let i = 0; i < replacement.length; i++) {
        units[length] = replacement.charCodeAt(i)
        starts[length] = start
        ends[length++] = end
      }
      copied = end
    },
    finish(): View {
      if (copied === 0) return inPlace(source)
      keepUpTo(source.length)
      return {
        text: fromUnits(units.subarray(0, length)),
        toSource: ({ start, end }) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }),
      }
    },
  }
}

function longer<A extends Uint16Array | Int32Array>(from: A, to: A): A {
  to.set(from)
  return to
}
