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
  costSource: 'priced' | 'unpriced'
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

/** A person or a project as the vendor's inventory names it. */
export type InventoryEntry =
  | { type: 'actor'; ref: string; email: string | null; name: string }
  | { type: 'project'; ref: string; name: string }
