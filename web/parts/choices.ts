import type { AegisEvent, Severity } from '../../analytics/contract/event.ts'
import type { Workspace } from '../../analytics/contract/tenancy.ts'
import { vendorLabels } from '../../analytics/contract/vendors.ts'
import type { Choice } from './field.tsx'

export const anyChoice: Choice = ['', 'Any']

export const vendorChoices: readonly Choice[] = [anyChoice, ...Object.entries(vendorLabels)]

/** Spelled out rather than imported as values, so that the schemas behind them stay out of the browser. */
export const severityLabels = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
} satisfies Record<Severity, string>
export const kindLabels = {
  llm: 'LLM call',
  ml: 'ML prediction',
  usage: 'Usage record',
  decision: 'Decision',
} satisfies Record<AegisEvent['kind'], string>
export const sourceLabels = {
  collector: 'Collected from the vendor',
  ingest: 'Pushed',
  otlp: 'OpenTelemetry',
  gateway: 'Gateway',
  check: 'Checked before the call',
} satisfies Record<AegisEvent['source'], string>
export const costSourceLabels = {
  priced: 'Tokens times price list',
  unpriced: 'No price is known',
  vendor: 'As the vendor or the sender said',
} satisfies Record<AegisEvent['cost_source'], string>
export const riskLabels = {
  normal: 'Normal',
  suspicious: 'Suspicious',
  risky: 'Risky',
} satisfies Record<AegisEvent['risk_label'], string>

const environmentLabels = {
  production: 'Production',
  staging: 'Staging',
  development: 'Development',
  test: 'Test',
} satisfies Record<Workspace['environment'], string>

export const environmentChoices: readonly Choice[] = Object.entries(environmentLabels)
export const severityChoices: readonly Choice[] = [anyChoice, ...Object.entries(severityLabels)]

/** A severity that an address names; null for anything else. */
export function severityNamed(text: string | null): Severity | null {
  return text !== null && text in severityLabels ? (text as Severity) : null
}

const hourMs = 3_600_000
const expiries: Readonly<Record<string, { label: string; ms: number | null }>> = {
  hour: { label: '1 hour', ms: hourMs },
  day: { label: '1 day', ms: 24 * hourMs },
  week: { label: '7 days', ms: 7 * 24 * hourMs },
  month: { label: '30 days', ms: 30 * 24 * hourMs },
  quarter: { label: '90 days', ms: 90 * 24 * hourMs },
  never: { label: 'Until it is revoked', ms: null },
}
export const expiryChoices: readonly Choice[] = Object.entries(expiries).map(([name, { label }]) => [
  name,
  label,
])

/** When something ends that lasts as long as the choice says. Units: ISO 8601 UTC; null: it does not. */
export function expiryAt(choice: string, nowMs: number): string | null {
  const ms = expiries[choice]?.ms ?? null
  return ms === null ? null : new Date(nowMs + ms).toISOString()
}
