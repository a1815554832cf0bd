import type { Span } from '../detector.ts'

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
  const parts: string[] = []
  let starts = new Int32Array(0)
  let ends = new Int32Array(0)
  let length = 0
  let copied = 0

  const map = (start: number, end: number) => {
    if (length === starts.length) {
      const capacity = Math.max(source.length, length * 2)
      const longer = [new Int32Array(capacity), new Int32Array(capacity)] as const
      longer[0].set(starts)
      longer[1].set(ends)
      ;[starts, ends] = longer
    }
    starts[length] = start
    ends[length] = end
    length++
  }
  const keepUpTo = (at: number) => {
    if (at > copied) parts.push(source.slice(copied, at))
    for (; copied < at; copied++) map(copied, copied + 1)
  }
  return {
    /** Replaces a stretch of the source; stretches must come in order. An empty replacement removes it. */
    replace(start: number, end: number, replacement: string) {
      keepUpTo(start)
      if (replacement !== '') parts.push(replacement)
      for (let i = 0; i < replacement.length; i++) map(start, end)
      copied = end
    },
    finish(): View {
      if (copied === 0) return inPlace(source)
      keepUpTo(source.length)
      return {
        text: parts.join(''),
        toSource: ({ start, end }) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }),
      }
    },
  }
}
