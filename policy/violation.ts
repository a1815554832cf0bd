import { type Severity, severityRank } from '../detectors/index.ts'

/** What an upstream control said of an event before it reached us. */
export type UpstreamViolation = { type: string; label: string | null; severity: Severity | null }

/** One detector hit, as far as the verdict needs it. */
export type Hit = { code: string; label: string; severity: Severity }

export type Violation = {
  type: string | null
  label: string | null
  severity: Severity | null
  /** Every code that was hit, upstream's included, in order of first appearance. */
  complianceHits: string[]
}

/**
 * The verdict on an event: the most severe of upstream's word and our hits. Upstream is never downgraded: on a
 * tie its type stands, and an upstream violation without a severity takes its detector's, else `medium`.
 */
export function violationOf(
  hits: readonly Hit[],
  upstream: UpstreamViolation | null,
  severityOf: (code: string) => Severity | null,
): Violation {
  const complianceHits = [...new Set([...(upstream ? [upstream.type] : []), ...hits.map((hit) => hit.code)])]
  let worst: Violation = { type: null, label: null, severity: null, complianceHits }
  if (upstream) {
    const severity = upstream.severity ?? severityOf(upstream.type) ?? 'medium'
    worst = { type: upstream.type, label: upstream.label ?? upstream.type, severity, complianceHits }
  }
  for (const hit of hits) {
    if (worst.severity === null || severityRank[hit.severity] > severityRank[worst.severity]) {
      worst = { type: hit.code, label: hit.label, severity: hit.severity, complianceHits }
    }
  }
  return worst
}
