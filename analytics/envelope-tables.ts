/** Tables of the event store that hold envelopes; each row's envelope belongs to its table and its id. */
export const envelopeTables = [
  'evidence',
  'quarantined',
  'raw_pages',
  'raw_payloads',
  'vendor_audit',
] as const
export type EnvelopeTable = (typeof envelopeTables)[number]
