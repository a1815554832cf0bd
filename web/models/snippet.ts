import type { AegisEvent, EventFinding } from '../../analytics/contract/event.ts'
import { wholeCharactersTo } from '../../analytics/contract/whole-characters.ts'

/** Units: characters of the excerpt before and after the finding. */
const charsAround = 90
/** As much of it is given up for a cut between two words. */
const wordCharsMax = 24

/** A stretch of an excerpt; findings point into it. */
export type Snippet = {
  readonly text: string
  readonly findings: readonly EventFinding[]
  readonly isCutBefore: boolean
  readonly isCutAfter: boolean
}

type Shown = Pick<
  AegisEvent,
  'findings' | 'compliance_hits' | 'violation_type' | 'prompt_excerpt' | 'response_excerpt'
>

/**
 * The surroundings of what an event is listed for, and not of what was only noticed beside it; null when nothing was found
 * in its texts.
 */
export function snippetOf(event: Shown): Snippet | null {
  const named = event.findings.filter(({ code }) => event.compliance_hits.includes(code))
  const marked = named.length > 0 ? named : event.findings
  const chosen = marked.find(({ code }) => code === event.violation_type) ?? marked[0]
  const text = chosen?.field === 'response' ? event.response_excerpt : event.prompt_excerpt
  if (chosen === undefined || text === null) return null
  const from = wholeCharactersTo(text, wordStart(text, Math.max(0, chosen.start - charsAround), chosen.start))
  const end = wordEnd(text, Math.min(text.length, chosen.end + charsAround), chosen.end)
  const to = Math.max(chosen.end, wholeCharactersTo(text, end))
  return {
    text: text.slice(from, to),
    findings: marked
      .filter(({ field, start, end }) => field === chosen.field && start >= from && end <= to)
      .map((finding) => ({ ...finding, start: finding.start - from, end: finding.end - from })),
    isCutBefore: from > 0,
    isCutAfter: to < text.length,
  }
}

/** Where the first whole word after `from` begins; `from` where none does soon, or before `limit`. */
function wordStart(text: string, from: number, limit: number): number {
  if (from === 0) return from
  const gap = text.slice(from - 1, Math.min(limit, from + wordCharsMax)).search(/\s\S/)
  return gap < 0 ? from : from + gap
}

/** Where the last whole word before `to` ends; `to` where none does soon, or after `limit`. */
function wordEnd(text: string, to: number, limit: number): number {
  if (to === text.length) return to
  const start = Math.max(limit, to - wordCharsMax)
  const gap = /\s+\S*$/.exec(text.slice(start, to + 1))
  return gap === null ? to : start + gap.index
}
