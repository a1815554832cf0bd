import { type LlmPushEvent, llmPushEvent } from './contract/push.ts'
import { catalogueProfile } from './detection.ts'
import type { EventRow } from './event-row.ts'
import { llmEvent, type PipelineContext } from './pipeline.ts'
import { priceUsage } from './pricing/price.ts'

export const nowMs = Date.parse('2026-11-20T12:00:00Z')
export const dayMs = 86_400_000
export const context: PipelineContext = {
  orgId: 'org_1',
  region: 'us',
  retentionMs: 30 * dayMs,
  nowMs,
  newId: () => 'new-id',
  detection: catalogueProfile,
  detectorVersion: '2026.11.1',
  price: priceUsage,
}

/** The row of an event that is kept. */
export function kept(push: LlmPushEvent, actorId: string | null = null): EventRow {
  const end = llmEvent(llmPushEvent.parse(push), actorId, context)
  if (end.end !== 'kept') throw new Error(`quarantined: ${end.reason}`)
  return end.row
}
