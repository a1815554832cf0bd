const dayMs = 86_400_000

/** What a plan gives; null is no limit. Units: `…PerMinuteMax` requests in 60 seconds. */
type PlanLimits = {
  readonly retentionDays: number
  readonly usersMax: number | null
  readonly eventsPerMonthMax: number | null
  readonly credentialsMax: number | null
  readonly requestsPerMinuteMax: number
  readonly keyRequestsPerMinuteMax: number
}

/** What each plan gives. There is nobody to pay yet; an operator sets an organization's plan. */
export const plans = {
  free: {
    retentionDays: 30,
    usersMax: 5,
    eventsPerMonthMax: 100_000,
    credentialsMax: 2,
    requestsPerMinuteMax: 1_200,
    keyRequestsPerMinuteMax: 300,
  },
  starter: {
    retentionDays: 90,
    usersMax: 25,
    eventsPerMonthMax: 2_000_000,
    credentialsMax: 10,
    requestsPerMinuteMax: 6_000,
    keyRequestsPerMinuteMax: 3_000,
  },
  pro: {
    retentionDays: 400,
    usersMax: 250,
    eventsPerMonthMax: 50_000_000,
    credentialsMax: 50,
    requestsPerMinuteMax: 60_000,
    keyRequestsPerMinuteMax: 30_000,
  },
  enterprise: {
    retentionDays: 760,
    usersMax: null,
    eventsPerMonthMax: null,
    credentialsMax: null,
    requestsPerMinuteMax: 600_000,
    keyRequestsPerMinuteMax: 300_000,
  },
} as const satisfies Record<string, PlanLimits>

export type Plan = keyof typeof plans

/** How long an organization's events live, by plan. Units: milliseconds. */
export const retentionMsByPlan = {
  free: plans.free.retentionDays * dayMs,
  starter: plans.starter.retentionDays * dayMs,
  pro: plans.pro.retentionDays * dayMs,
  enterprise: plans.enterprise.retentionDays * dayMs,
} as const satisfies Record<Plan, number>
