import type { Finding } from './detector.ts'

/** A text without what was found, and the findings again, with spans that point at the placeholders. */
export interface Redacted<F extends Finding = Finding> {
  readonly text: string
  readonly findings: readonly F[]
}

/**
 * Puts a placeholder where something was found. Findings that overlap or touch share one placeholder,
 * and a character of two units is never cut. What `keep` picks stays readable; its spans are moved all the same.
 */
export function redact<F extends Finding>(
  text: string,
  findings: readonly F[],
  how: { readonly form?: string; readonly keep?: (finding: F) => boolean } = {},
): Redacted<F> {
  const form = how.form ?? '[REDACTED]'
  const isKept = how.keep ?? (() => false)
  const parts: string[] = []
  const moved: F[] = []
  const cuts: Cut[] = []
  let length = 0
  let copied = 0
  let coveredTo = -1
  for (const finding of findings.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (isKept(finding)) continue
    const start = Math.max(wholeCharacter(text, finding.start, -1), 0)
    const end = Math.min(wholeCharacter(text, finding.end, 1), text.length)
    if (end <= start) continue
    if (start > coveredTo) {
      const before = text.slice(copied, start)
      parts.push(before, form)
      length += before.length + form.length
      cuts.push({ start, end, to: length - form.length, toEnd: length })
    }
    coveredTo = Math.max(coveredTo, end)
    copied = coveredTo
    const cut = cuts.at(-1)
    if (cut) cut.end = coveredTo
    moved.push({ ...finding, start: length - form.length, end: length })
  }
  parts.push(text.slice(copied))
  for (const finding of findings.filter(isKept)) {
    const [start, end] = [moveTo(cuts, finding.start, 'start'), moveTo(cuts, finding.end, 'end')]
    if (end > start) moved.push({ ...finding, start, end })
  }
  return { text: parts.join(''), findings: moved.sort((a, b) => a.start - b.start || a.end - b.end) }
}

/** A stretch of the text and the placeholder that stands for it. */
type Cut = { start: number; end: number; to: number; toEnd: number }

/** Where a position stands after the cuts; one inside a cut moves to the placeholder's nearer side. */
function moveTo(cuts: readonly Cut[], at: number, side: 'start' | 'end'): number {
  let moved = at
  for (const cut of cuts) {
    if (at >= cut.end) moved = at - cut.end + cut.toEnd
    else if (at > cut.start) return side === 'start' ? cut.to : cut.toEnd
    else break
  }
  return moved
}

/** Moves a position that falls between the two units of a character to one of its ends. */
function wholeCharacter(text: string, at: number, direction: 1 | -1): number {
  const high = text.charCodeAt(at - 1)
  const low = text.charCodeAt(at)
  const splits = high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000
  return splits ? at + direction : at
}
