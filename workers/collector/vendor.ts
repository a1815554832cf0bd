import type { LlmPushEvent } from '../../analytics/contract/push.ts'
import type { StreamKind } from '../../analytics/contract/vendors.ts'
import type { PricedCost, PricedUsage } from '../../analytics/pricing/price.ts'
import type { Result } from '../../analytics/result.ts'
import type {
  AuditObservation,
  CostObservation,
  InventoryEntry,
  UsageObservation,
} from '../../analytics/usage.ts'
import type { Secret } from '../vault/secret.ts'
import type { FetchJson, Send } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'

/** What a pull may use; a vendor's file has no clock, network or settings of its own. */
export type VendorContext = {
  /** Which of the vendor's kinds of credential this is. */
  kind: string
  secret: Secret
  /** The second secret of the credential, a service-account document; null when it has none. */
  serviceAccount: Secret | null
  /** What the credential says besides its secrets; every declared setting that was given. */
  settings: Readonly<Record<string, string>>
  /** The base address of one of the vendor's declared APIs. Errors: throws for a name that is not declared. */
  base: (api: string) => string
  /** The vendor's id for the organization behind the credential, '' when unknown; part of every natural key. */
  accountRef: string
  /** GET of JSON. */
  fetchJson: FetchJson
  /** Any other call. */
  send: Send
  /** What one run keeps for its later pages, an access token for instance; `make` is called once per name. */
  once: <Value>(
    name: string,
    make: () => Promise<Result<Value, OutboundFailure>>,
  ) => Promise<Result<Value, OutboundFailure>>
  nowMs: number
  price: (usage: PricedUsage) => PricedCost
}

/** Units: epoch milliseconds, end excluded. `page` is null at first, then the `nextPage` of the page before. */
export type PullWindow = { fromMs: number; toMs: number; page: string | null }

/**
 * One call that a vendor reports by itself, as it is pushed by others too: its text goes through the same pipeline.
 * `naturalKey` makes a repeat harmless; the vendor's own ids are turned into people and projects by inventory.
 */
export type CollectedCall = Omit<LlmPushEvent, 'id' | 'vendor_id' | 'actor_id' | 'project_id'> & {
  naturalKey: string
  actorRef: string | null
  projectRef: string | null
}

/**
 * One page of a vendor's answer. Nothing gets lost unseen: `rows` = usage + costs + inventory + calls + audit + all
 * `skipped` counts.
 */
export type PulledPage = {
  /** The body as received. */
  raw: string
  usage: UsageObservation[]
  costs: CostObservation[]
  inventory: InventoryEntry[]
  calls: CollectedCall[]
  audit: AuditObservation[]
  nextPage: string | null
  rows: number
  skipped: Skipped[]
}

/** What one call for one page comes to. */
export type Pulled = Promise<Result<PulledPage, OutboundFailure>>

export type Skipped = { reason: 'malformed_row' | 'malformed_bucket'; count: number }

/** One kind of report. Units: seconds and milliseconds; figures are defaults that a credential may override. */
export type Stream = {
  name: string
  kind: StreamKind
  /** The kinds of credential that it can be read with; default: all of the vendor's. */
  kinds?: readonly string[]
  intervalS: number
  /** The width of its time buckets; null where rows have moments of their own, or none. */
  bucketMs: number | null
  /** How far back each run reads again, since vendors revise. */
  overlapMs: number
  /**
   * How far back the first run reads: as far as the vendor gives, or `wholeHistoryMs` where it names no limit; never
   * beyond what the plan keeps. 0 for lists without a time.
   */
  backfillMs: number
  /** The longest window that is asked for at once; a longer one is cut, newest part first. */
  windowMs: number
  /** How long a window of history may grow while the ones before it are empty; default: not at all. */
  emptyWindowMs?: number
  /** A pause between two calls that keeps to the vendor's rate limit. Units: milliseconds. */
  paceMs: number
  /** One call to the vendor, one page. */
  pull: (ctx: VendorContext, window: PullWindow) => Pulled
}

/**
 * What the vendor said when the credential was tried. `note` is a sentence for people about what they may want to
 * know besides, a balance for instance.
 */
export type Validation = { accountRef: string | null; note?: string }

/**
 * One address of a vendor. `{name}` in it stands for a setting of the credential. An address that is nothing but a
 * setting, or that a customer named, is guarded as the customer's. `env` is the variable that may name a mirror.
 */
export type Api = { default: string; env: string; ofCustomer?: true }

/** A setting that is no secret: an id, a region, an address. `pattern` is what the whole value must look like. */
export type Setting = {
  name: string
  label: string
  help: string
  pattern: RegExp
  required: boolean
}

export type CredentialKind = {
  kind: string
  label: string
  /** Recognizes the usual look of a key, to advise people; keys that look otherwise are taken as well. */
  hint: RegExp
  /** Where one gets it and what it must be allowed to do, in a sentence or two. */
  help: string
  settings: readonly Setting[]
  /** Whether it also has, or instead is, a service-account document. */
  serviceAccount?: 'required' | 'optional'
}

export type Vendor = {
  id: string
  label: string
  apis: Readonly<Record<string, Api>>
  credentialKinds: readonly CredentialKind[]
  /** How the vendor writes money and time, for people who compare figures. */
  units: { money: string; time: string }
  validate: (ctx: VendorContext) => Promise<Result<Validation, OutboundFailure>>
  streams: readonly Stream[]
  /** What it does not offer, and why, in a sentence; every kind is either a stream's or here. */
  absent: Readonly<Partial<Record<StreamKind, string>>>
  /** Its ids of people and service accounts that no list names are what people call them. */
  idsArePeoplesNames?: true
  /** Hosts besides the APIs' that its answers may point to for downloads. */
  downloadHosts?: RegExp
}

/** Declares a vendor. */
export function vendor(declaration: Vendor): Vendor {
  return Object.freeze(declaration)
}

/** What can be read with a kind of credential. */
export function streamsFor({ streams }: Vendor, credentialKind: string): readonly Stream[] {
  return streams.filter(({ kinds }) => kinds?.includes(credentialKind) ?? true)
}

/** Whether the address is the customer's to say. */
export function isOfCustomer({ default: url, ofCustomer }: Api): boolean {
  return ofCustomer ?? /^\{\w+\}/.test(url)
}
