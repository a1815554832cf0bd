import { type Finding, type Origin, type ScanOptions, scan } from '../detectors/index.ts'
import type { Content, Piece } from './content/gather.ts'
import type { UninspectedReason } from './contract/inspection.ts'
import { catalogueProfile, type DetectionProfile } from './detection.ts'
import type { EventRow } from './event-row.ts'
import { excerptCharsMax } from './protect.ts'

/** Who looks: the organization's detectors at a moment. */
export type Looking = { detection: DetectionProfile; nowMs: number }

/** What was seen in a text. `head` is the part that was inspected to its end: only that may become an excerpt. */
type Look = {
  found: readonly Finding[]
  head: string
  headFound: readonly Finding[]
  reason: UninspectedReason | null
}

/** What was seen of one side of a call. `text` is all of it, as it came. */
export type SideLook = Omit<Look, 'reason'> & { text: string; reasons: readonly UninspectedReason[] }

/** What stands between the pieces of one side. */
export const between = '\n\n'
const nothing: SideLook = { text: '', found: [], head: '', headFound: [], reasons: [] }

/** Scans every piece of one side under the name of who wrote it. */
export function inspect(pieces: readonly Piece[], looking: Looking): SideLook {
  const [first] = pieces
  if (first === undefined) return nothing
  if (pieces.length === 1) {
    const { reason, ...seen } = look(first.text, first.origin, looking)
    return { ...seen, text: first.text, reasons: reason === null ? [] : [reason] }
  }
  const found: Finding[] = []
  const headFound: Finding[] = []
  const reasons: UninspectedReason[] = []
  let head = ''
  for (const [index, { text, origin }] of pieces.entries()) {
    const seen = look(text, origin, looking)
    for (const finding of seen.found) found.push(finding)
    if (seen.reason !== null) reasons.push(seen.reason)
    if (head.length > 2 * excerptCharsMax) continue
    if (index > 0) head += between
    for (const finding of seen.headFound) {
      headFound.push({ ...finding, start: finding.start + head.length, end: finding.end + head.length })
    }
    head += seen.head
  }
  return { text: pieces.map(({ text }) => text).join(between), found, head, headFound, reasons }
}

/** How an organization has a text scanned. */
export function scanOptionsOf(origin: Origin, { detection, nowMs }: Looking): ScanOptions {
  const { thresholds, allowed, custom } = detection
  return detection === catalogueProfile
    ? { origin }
    : { origin, thresholds, custom, allow: { entries: allowed, nowMs } }
}

/** A scan whose budget ran out may have missed the very beginning, so the beginning then has a scan of its own. */
function look(text: string, origin: Origin, looking: Looking): Look {
  const options = scanOptionsOf(origin, looking)
  const whole = scan(text, options)
  if (whole.inspected === 'full') {
    return { found: whole.findings, head: text, headFound: whole.findings, reason: null }
  }
  const head = text.slice(0, 2 * excerptCharsMax)
  const { findings } = scan(head, options)
  const reason = whole.reason ?? 'budget'
  return { found: [...findings, ...whole.findings], head, headFound: findings, reason }
}

/** How far a call was inspected, and why not further. */
export function inspectionOf(
  { prompt, response, skipped }: Content,
  looks: readonly SideLook[],
): { inspected: EventRow['inspected']; reason: UninspectedReason | '' } {
  const [reason = null] = [...skipped, ...looks.flatMap(({ reasons }) => reasons)]
  if (prompt.length + response.length === 0) return { inspected: 'none', reason: reason ?? 'no_text' }
  return reason === null ? { inspected: 'full', reason: '' } : { inspected: 'partial', reason }
}
