import type { AegisEvent } from '../contract/event.ts'

const riskyAt = 0.75
const suspiciousAt = 0.4

export type Risk = { score: number; label: AegisEvent['risk_label']; flags: string[] }

/** What a score from 0 to 1 is called. */
export function riskLabel(score: number): AegisEvent['risk_label'] {
  return score >= riskyAt ? 'risky' : score >= suspiciousAt ? 'suspicious' : 'normal'
}
