import type { AegisEvent, Severity } from '../../analytics/contract/event.ts'
import { vendorLabels } from '../../analytics/contract/vendors.ts'
import type { Choice } from './field.tsx'

export const anyChoice: Choice = ['', 'Any']

export const vendorChoices: readonly Choice[] = [anyChoice, ...Object.entries(vendorLabels)]

/** Spelled out rather than imported as values, so that the schemas behind them stay out of the browser. */
const severityLabels = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
} satisfies Record<Severity, string>
const kindLabels = {
  llm: 'LLM call',
  ml: 'ML prediction',
  usage: 'Usage record',
  decision: 'Decision',
} satisfies Record<AegisEvent['kind'], string>
const riskLabels = {
  normal: 'Normal',
  suspicious: 'Suspicious',
  risky: 'Risky',
} satisfies Record<AegisEvent['risk_label'], string>

export const severityChoices: readonly Choice[] = [anyChoice, ...Object.entries(severityLabels)]
export const kindChoices: readonly Choice[] = [anyChoice, ...Object.entries(kindLabels)]
export const riskChoices: readonly Choice[] = [anyChoice, ...Object.entries(riskLabels)]

/** A severity that an address names; null for anything else. */
export function severityNamed(text: string | null): Severity | null {
  return text !== null && text in severityLabels ? (text as Severity) : null
}
