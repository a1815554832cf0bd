const dayMs = 86_400_000

/** How long an organization's events live, by plan. Units: milliseconds. */
export const retentionMsByPlan = {
  free: 30 * dayMs,
  starter: 90 * dayMs,
  pro: 400 * dayMs,
  enterprise: 760 * dayMs,
} as const

export type Plan = keyof typeof retentionMsByPlan
