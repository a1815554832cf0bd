/**
 * The only place that makes Durable Object names. An object belongs to a region and, where it holds an
 * organization's data, to that organization alone.
 */
export const streamShardName = (region: string, orgId: string, shard: number): string =>
  `${region}/${orgId}/stream/${shard}`
/** Room 0 keeps an organization's live sequence; the others have readers only. */
export const liveRoomName = (region: string, orgId: string, room = 0): string =>
  room === 0 ? `${region}/${orgId}/live` : `${region}/${orgId}/live/${room}`
export const breakerName = (region: string, vendorId: string): string => `${region}/vendor/${vendorId}`
/** A host that a customer named: its failures must not cut off anybody else who uses it. */
export const hostBreakerName = (region: string, orgId: string, host: string): string =>
  `${region}/${orgId}/host/${host}`
export const rateLimiterName = (region: string, orgId: string): string => `${region}/${orgId}/limits`
export const addressLimiterName = (region: string, bucket: number): string => `${region}/addresses/${bucket}`
export const metricsHubName = (region: string): string => `${region}/metrics`
export const auditLedgerName = (region: string, orgId: string): string => `${region}/${orgId}/audit`
