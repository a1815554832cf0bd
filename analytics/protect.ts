import { type Finding, redact } from '../detectors/index.ts'
import type { EventFinding } from './contract/event.ts'
import { wholeCharactersTo } from './contract/whole-characters.ts'

/** Units: UTF-16 code units of redacted text that stay beside an event. */
export const excerptCharsMax = 2000

export type Excerpt = { text: string; findings: EventFinding[] }

/**
 * What may be stored of a text: personal data, health data and secrets replaced, the rest cut to an excerpt.
 * Findings that are not data (an injection attempt is evidence, not a secret) stay readable. Every span points
 * into the excerpt; a finding beyond its end has no span and is left out here.
 */
export function protect(
  text: string,
  found: readonly Finding[],
  field: EventFinding['field'],
  isData: (code: string) => boolean,
): Excerpt {
  const redacted = redact(text, found, { keep: (finding) => !isData(finding.code) })
  let end = wholeCharactersTo(redacted.text, excerptCharsMax)
  for (const finding of redacted.findings) {
    if (isData(finding.code) && finding.start < end && finding.end > end) end = finding.start
  }
  const excerpt = redacted.text.slice(0, end).toWellFormed()
  const findings = redacted.findings
    .filter((finding) => finding.start < end)
    .map((finding) => ({
      code: finding.code,
      field,
      start: finding.start,
      end: Math.min(finding.end, end),
      level: finding.level,
      confidence: finding.confidence,
    }))
  return { text: excerpt, findings }
}
