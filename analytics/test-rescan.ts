import type { StoredEvent } from './correction.ts'
import { catalogueProfile, type DetectionProfile } from './detection.ts'
import { type Judging, judged, type Original } from './judged.ts'

export const ssn = '536-90-4399'
export const judgingBy = (detection: DetectionProfile): Judging => ({
  detection,
  detectorVersion: 'v2',
  nowMs: 0,
})
export const plain = judgingBy(catalogueProfile)
export const withCodename = judgingBy({
  ...catalogueProfile,
  custom: [{ name: 'codename', category: 'pii', severity: 'critical', keywords: ['falcon'] }],
  labels: new Map([['custom_codename', { label: 'Codename', category: 'pii' }]]),
})
export const original = (prompt: string, upstream: Original['upstream'] = null): Original => ({
  content: { prompt: [{ origin: 'user', text: prompt }], response: [], skipped: [] },
  upstream,
})

/** An event as it was stored when this was judged. */
export function storedOf(given: Original, judging = plain): StoredEvent {
  const { columns } = judged(given, judging)
  const row = {
    org_id: 'o',
    id: 'e',
    kind: 'llm',
    source: 'ingest',
    vendor_id: 'v',
    model: 'm',
    operation: 'chat',
    created_at: '2026-11-20T12:00:00.000Z',
    ingested_at: '2026-11-20T12:00:00.000Z',
    expires_at: '2027-11-20T12:00:00Z',
    region: 'us',
    cost_source: 'priced',
    revision: 0,
    compliance_hits: [],
    findings: [],
    flags: [],
    ...JSON.parse(JSON.stringify(columns)),
  }
  return row as StoredEvent
}
