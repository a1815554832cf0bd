import type { AegisEvent } from '../contract/event.ts'
import { riskyFrom, suspiciousFrom } from '../contract/risk.ts'

export type Risk = { score: number; label: AegisEvent['risk_label']; flags: string[] }

/** What a score from 0 to 1 is called. */
export function riskLabel(score: number): AegisEvent['risk_label'] {
  return score >= riskyFrom ? 'risky' : score >= suspiciousFrom ? 'suspicious' : 'normal'
}
