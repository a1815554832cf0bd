/**
 * What a vendor's usage API says of one bucket: figures that are complete for their natural key as of now, and
 * that the vendor may revise later. Units: tokens; `bucketStartAtMs` epoch milliseconds, `costNanoUsd` nano-USD.
 */
export type UsageObservation = {
  /** Stable over re-reads: vendor organization, bucket start, width and every dimension. */
  naturalKey: string
  vendorId: string
  model: string
  operation: string
  bucketStartAtMs: number
  bucketMs: number
  /** The vendor's own ids; inventory turns them into names and people. */
  projectRef: string | null
  actorRef: string | null
  apiKeyRef: string | null
  /** Calls that the bucket stands for; null when the vendor does not say. */
  requests: number | null
  /** All input tokens, cached ones included. */
  tokensIn: number
  tokensOut: number
  tokensCached: number
  tokensReasoning: number
  costNanoUsd: bigint
  /** `vendor` when the vendor itself says what this very usage cost: nothing of its own where a plan or credits pay. */
  costSource: 'priced' | 'unpriced' | 'vendor'
}

/** One line of a vendor's own cost report. Kept apart from priced usage and never added to it. */
export type CostObservation = {
  naturalKey: string
  vendorId: string
  dayAtMs: number
  lineItem: string
  projectRef: string | null
  apiKeyRef: string | null
  /** Billionths of one unit of `currency`; negative for credits. */
  amountNano: bigint
  currency: string
}

/**
 * A person or a project as the vendor's inventory names it. `ownerRef` is the vendor's id of the actor that this id
 * stands for, where it is another's: a key stands for whoever holds it.
 */
export type InventoryEntry =
  | { type: 'actor'; ref: string; email: string | null; name: string; ownerRef?: string }
  | { type: 'project'; ref: string; name: string }

/** One entry of a vendor's audit log. Text is as the vendor gives it; what is personal in it is sealed when stored. */
export type AuditObservation = {
  /** The vendor's own id of the entry. */
  naturalKey: string
  vendorId: string
  atMs: number
  /** The vendor's name of what happened, `api_key.created` for instance. */
  action: string
  actorRef: string | null
  actorEmail: string | null
  projectRef: string | null
  targetType: string | null
  targetRef: string | null
  outcome: 'success' | 'failure' | null
  address: string | null
  /** Everything else the vendor says of it. */
  details: Readonly<Record<string, unknown>>
}
