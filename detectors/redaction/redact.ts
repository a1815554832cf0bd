import type { Finding, Span } from '../detector.ts'
import { type Form, formOf } from './forms.ts'
import { pseudonymOf } from './pseudonym.ts'

/** A text without what was found, and the findings again, with spans that point at the placeholders. */
export interface Redacted<F extends Finding = Finding> {
  readonly text: string
  readonly findings: readonly F[]
}

/** How a text is redacted: what stands for a finding, and which findings stay readable. */
export type How<F extends Finding = Finding> = Form & { readonly keep?: (finding: F) => boolean }

/**
 * Puts another form where something was found. Findings that overlap or touch are one value, named by the first of
 * them, and a character of two units is never cut. What `keep` picks stays readable; its spans are moved all the same.
 */
export function redact<F extends Finding>(
  text: string,
  findings: readonly F[],
  how: How<F> = {},
): Redacted<F> {
  const isKept = how.keep ?? (() => false)
  const parts: string[] = []
  const moved: F[] = []
  const cuts: Cut[] = []
  let length = 0
  let copied = 0
  for (const { start, end, found } of valuesOf(text, findings, isKept)) {
    const before = text.slice(copied, start)
    const put = formOf(how, text.slice(start, end), found[0] as F)
    parts.push(before, put)
    length += before.length + put.length
    copied = end
    cuts.push({ start, end, to: length - put.length, toEnd: length })
    for (const finding of found) moved.push({ ...finding, start: length - put.length, end: length })
  }
  parts.push(text.slice(copied))
  for (const finding of findings.filter(isKept)) {
    const [start, end] = [moveTo(cuts, finding.start, 'start'), moveTo(cuts, finding.end, 'end')]
    if (end > start) moved.push({ ...finding, start, end })
  }
  return { text: parts.join(''), findings: moved.sort((a, b) => a.start - b.start || a.end - b.end) }
}

/**
 * Takes pseudonyms back: gives the text that `redact` was given, from its answer and the same key.
 * Findings that were kept must be kept again.
 */
export function restore<F extends Finding>(
  text: string,
  findings: readonly F[],
  how: { readonly key: Uint8Array; readonly keep?: (finding: F) => boolean },
): string {
  const parts: string[] = []
  let copied = 0
  for (const { start, end } of valuesOf(text, findings, how.keep ?? (() => false))) {
    parts.push(text.slice(copied, start), pseudonymOf(text.slice(start, end), how.key, 'from'))
    copied = end
  }
  return parts.join('') + text.slice(copied)
}

/** Whole characters that one or several findings claim, in the order of the text, the first of the findings first. */
function valuesOf<F extends Finding>(
  text: string,
  findings: readonly F[],
  isKept: (finding: F) => boolean,
): readonly (Span & { readonly found: readonly F[] })[] {
  const values: { start: number; end: number; found: F[] }[] = []
  for (const finding of findings.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (isKept(finding)) continue
    const start = Math.max(wholeCharacter(text, finding.start, -1), 0)
    const end = Math.min(wholeCharacter(text, finding.end, 1), text.length)
    if (end <= start) continue
    const last = values.at(-1)
    if (last === undefined || start > last.end) values.push({ start, end, found: [finding] })
    else {
      last.end = Math.max(last.end, end)
      last.found.push(finding)
    }
  }
  return values
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
