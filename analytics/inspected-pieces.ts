import type { Severity } from '../detectors/index.ts'
import type { Piece } from './content/gather.ts'
import type { EventFinding } from './contract/event.ts'
import { between, inspect } from './inspect.ts'
import { type Judging, judgementOf } from './judged.ts'

/** A finding in an original, with what it is called. */
export type OriginalFinding = EventFinding & { label: string; severity: Severity }

/** One side of a call as it was said, and what is found in it; spans point into that text. */
export function inspectedPieces(
  pieces: readonly Piece[],
  field: EventFinding['field'],
  judging: Judging,
): { text: string; findings: OriginalFinding[] } {
  const { hitOf } = judgementOf(judging.detection)
  const findings: OriginalFinding[] = []
  let from = 0
  for (const piece of pieces) {
    for (const finding of inspect([piece], judging).found) {
      const { code, start, end, level, confidence } = finding
      const { label, severity } = hitOf(finding)
      findings.push({ code, label, severity, field, start: from + start, end: from + end, level, confidence })
    }
    from += piece.text.length + between.length
  }
  return { text: pieces.map(({ text }) => text).join(between), findings }
}
