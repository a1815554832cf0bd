import { detectors, type Finding } from '../detectors/index.ts'
import { type UpstreamViolation, violationOf } from '../policy/violation.ts'
import type { Content } from './content/gather.ts'
import type { DetectionProfile } from './detection.ts'
import type { EventRow } from './event-row.ts'
import { inspect, inspectionOf } from './inspect.ts'
import { protect } from './protect.ts'
import { llmRisk } from './risk/llm-risk.ts'

/** Who judges: an organization's detection at a moment, and the version of the detectors. */
export type Judging = { detection: DetectionProfile; detectorVersion: string; nowMs: number }

/** What was said in a call, and what upstream's own controls had said of it: all that a judgement needs. */
export type Original = { content: Content; upstream: UpstreamViolation | null }

/** What a judgement says of an event. A column that is undefined has its default. */
export type JudgedColumns = {
  [Column in
    | 'violation_type'
    | 'violation_label'
    | 'severity'
    | 'compliance_hits'
    | 'flags'
    | 'prompt_excerpt'
    | 'response_excerpt'
    | 'findings'
    | 'uninspected_reason'
    | 'detector_version']: EventRow[Column] | undefined
} & Pick<EventRow, 'risk_label' | 'inspected'> & { risk_score: number }

const catalogue = new Map(detectors.map((detector) => [detector.code, detector]))
const severityOf = (code: string) => catalogue.get(code)?.severity ?? null
const orNone = <Value extends string | readonly unknown[]>(value: Value | null): Value | undefined =>
  value === null || value.length === 0 ? undefined : value

/** How the findings of one organization are judged. */
export function judgementOf({ thresholds, labels }: DetectionProfile) {
  return {
    isData: (code: string): boolean =>
      (catalogue.get(code)?.dataType ?? labels.get(code)?.category) !== 'security',
    hitOf: (finding: Finding) => ({
      code: finding.code,
      label: catalogue.get(finding.code)?.label ?? labels.get(finding.code)?.label ?? finding.code,
      severity: finding.severity,
    }),
    /** Shape alone is not enough for a verdict unless the organization says so; it is still redacted. */
    counts: (finding: Finding): boolean => finding.level !== 'low' || thresholds[finding.code] === 'low',
  }
}

/** Detect → decide → protect. `prompt` and `response` are the whole texts as they came. */
export function judged(
  { content, upstream }: Original,
  judging: Judging,
): { columns: JudgedColumns; prompt: string; response: string } {
  const asked = inspect(content.prompt, judging)
  const answered = inspect(content.response, judging)
  const { isData, hitOf, counts } = judgementOf(judging.detection)
  const found = [...asked.found, ...answered.found].filter(counts)
  const violation = violationOf(found.map(hitOf), upstream, severityOf)
  const risk = llmRisk(asked.text, violation.complianceHits, judging.detection.labels)
  const promptExcerpt = protect(asked.head, asked.headFound, 'prompt', isData)
  const responseExcerpt = protect(answered.head, answered.headFound, 'response', isData)
  const { inspected, reason } = inspectionOf(content, [asked, answered])
  return {
    prompt: asked.text,
    response: answered.text,
    columns: {
      violation_type: orNone(violation.type),
      violation_label: orNone(violation.label),
      severity: violation.severity ?? undefined,
      compliance_hits: orNone(violation.complianceHits),
      findings: orNone([...promptExcerpt.findings, ...responseExcerpt.findings]),
      prompt_excerpt: orNone(promptExcerpt.text),
      response_excerpt: orNone(responseExcerpt.text),
      risk_score: risk.score,
      risk_label: risk.label,
      flags: orNone(risk.flags),
      inspected,
      uninspected_reason: orNone(reason),
      detector_version: inspected === 'none' ? undefined : judging.detectorVersion,
    },
  }
}
