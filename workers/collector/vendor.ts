import type { PricedCost, PricedUsage } from '../../analytics/pricing/price.ts'
import type { Result } from '../../analytics/result.ts'
import type { CostObservation, InventoryEntry, UsageObservation } from '../../analytics/usage.ts'
import type { Secret } from '../vault/secret.ts'
import type { FetchJson } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'

/** What a pull may use; a vendor's file has no clock, network or settings of its own. */
export type VendorContext = {
  secret: Secret
  baseUrl: string
  /** The vendor's id for the organization behind the credential, '' when unknown; part of every natural key. */
  accountRef: string
  fetchJson: FetchJson
  nowMs: number
  price: (usage: PricedUsage) => PricedCost
}

/** Units: epoch milliseconds, end excluded. `page` is null at first, then the `nextPage` of the page before. */
export type PullWindow = { fromMs: number; toMs: number; page: string | null }

/**
 * One page of a vendor's answer. Nothing gets lost unseen: `rows` = usage + costs + inventory + all `skipped` counts.
 */
export type PulledPage = {
  /** The body as received. */
  raw: string
  usage: UsageObservation[]
  costs: CostObservation[]
  inventory: InventoryEntry[]
  nextPage: string | null
  rows: number
  skipped: Skipped[]
}

export type Skipped = { reason: 'malformed_row' | 'malformed_bucket'; count: number }

/** One kind of report. Units: seconds and milliseconds; figures are defaults that a credential may override. */
export type Stream = {
  name: 'usage' | 'cost' | 'inventory'
  intervalS: number
  /** How far back each run reads again, since vendors revise. */
  overlapMs: number
  /** How far back the first run reads. */
  backfillMs: number
  /** One call to the vendor, one page. */
  pull: (ctx: VendorContext, window: PullWindow) => Promise<Result<PulledPage, OutboundFailure>>
}

/** What the vendor said when the credential was tried. */
export type Validation = { accountRef: string | null }

export type Vendor = {
  id: string
  label: string
  baseUrl: { default: string; env: string }
  /** `hint` recognizes the usual look of a key, to advise people; keys that look otherwise are taken as well. */
  credentialKinds: readonly { kind: string; label: string; hint: RegExp }[]
  validate: (ctx: VendorContext) => Promise<Result<Validation, OutboundFailure>>
  streams: readonly Stream[]
}

/** Declares a vendor. */
export function vendor(declaration: Vendor): Vendor {
  return Object.freeze(declaration)
}
