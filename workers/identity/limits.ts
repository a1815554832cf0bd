import { plans } from '../../analytics/plans.ts'
import type { ApiKey } from '../../analytics/store/d1/api-keys.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { addressLimiterName, rateLimiterName } from '../../durable-objects/names.ts'
import { type Charge, keyPolicy } from '../../durable-objects/quota-book.ts'
import type { Env } from '../environment.ts'
import { addressBlock } from '../http/networks.ts'
import type { Question, Target } from './limiter.ts'

/** What a key may do that nobody gave a limit. */
const keyRateDefault = { requests: 100, windowS: 60 } as const
const addressBuckets = 64

/** What a route that takes no sign-in charges an address for. */
export type AddressPolicy = 'address' | 'registration' | 'failed_proof'

/** The limit of a key, never above its plan's. */
export function keyRateOf(key: Pick<ApiKey, 'rateRequests' | 'rateWindowS'>, tenant: Tenant) {
  const requests = key.rateRequests ?? keyRateDefault.requests
  const windowS = key.rateWindowS ?? keyRateDefault.windowS
  return { requests: Math.min(requests, keyRequestsMax(tenant, windowS)), windowS }
}

/** The most requests that the plan lets a key have in a window of that length. */
export const keyRequestsMax = ({ plan }: Tenant, windowS: number): number =>
  Math.max(1, Math.floor((plans[plan].keyRequestsPerMinuteMax * windowS) / 60))

const ofOrganization = ({ plan }: Tenant): Charge => ({
  subject: 'organization',
  name: 'organization',
  quota: plans[plan].requestsPerMinuteMax,
  windowS: 60,
})

export function chargesOfKey(key: ApiKey, tenant: Tenant): Charge[] {
  const { requests, windowS } = keyRateOf(key, tenant)
  const ofKey = { subject: `api_key:${key.id}`, name: keyPolicy, quota: requests, windowS }
  return [ofKey, ofOrganization(tenant)]
}

export function chargesOfUser(userId: string, tenant: Tenant, env: Env): Charge[] {
  const quota = Number(env.USER_REQUESTS_PER_MINUTE)
  const ofUser = { subject: `user:${userId}`, name: 'user', quota, windowS: 60 }
  return [ofUser, ofOrganization(tenant)]
}

export const limiterOf = (tenant: Tenant): Target => ({
  name: rateLimiterName(tenant.region, tenant.orgId),
  tenant,
})

/** Which object judges an address, and by what. */
export function questionOfAddress(
  address: string,
  policy: AddressPolicy,
  env: Env,
): { target: Target; question: Question } {
  const client = addressBlock(address)
  const registration = { quota: Number(env.REGISTRATIONS_PER_HOUR), windowS: 3600 }
  const general = { quota: Number(env.PUBLIC_REQUESTS_PER_MINUTE), windowS: 60 }
  const charge = { subject: client, name: policy, ...(policy === 'registration' ? registration : general) }
  return {
    target: { name: addressLimiterName(env.REGION, bucketOf(client)), tenant: null },
    question: { id: `${policy} ${client}`, proofs: [], charges: [charge], changes: null },
  }
}

/** FNV-1a: spreads addresses over the objects; nothing depends on it being hard to guess. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return hash % addressBuckets
}
