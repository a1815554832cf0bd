import type { EventRow } from '../analytics/event-row.ts'

/** A row of a vendor's usage, without its figures. */
export const usageRow: EventRow = {
  org_id: 'org_1',
  id: '',
  kind: 'usage',
  source: 'collector',
  vendor_id: 'openai',
  model: 'gpt-5',
  operation: 'chat',
  created_at: '2026-11-20T12:00:00.000Z',
  ingested_at: '2026-11-20T12:05:00.000Z',
  expires_at: '2027-11-20T12:00:00Z',
  region: 'us',
  cost_source: 'priced',
  risk_label: 'normal',
  inspected: 'none',
}
