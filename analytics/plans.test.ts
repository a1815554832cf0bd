import { expect, it } from 'vitest'
import { type Plan, plans, retentionMsByPlan } from './plans.ts'

const rising: Plan[] = ['free', 'starter', 'pro', 'enterprise']

it('keep events for as long as they say', () => {
  expect(Object.fromEntries(rising.map((plan) => [plan, retentionMsByPlan[plan] / 86_400_000]))).toEqual({
    free: 30,
    starter: 90,
    pro: 400,
    enterprise: 760,
  })
  for (const plan of rising) expect(retentionMsByPlan[plan]).toBe(plans[plan].retentionDays * 86_400_000)
  expect(Object.keys(plans).toSorted()).toEqual(rising.toSorted())
})

it('give more of everything, each than the one before', () => {
  for (const [index, plan] of rising.entries()) {
    const before = rising[index - 1]
    if (before === undefined) continue
    for (const [name, most] of Object.entries(plans[before])) {
      const now = plans[plan][name as keyof (typeof plans)[Plan]]
      expect([plan, name, (now ?? Number.POSITIVE_INFINITY) > (most ?? Number.POSITIVE_INFINITY)]).toEqual([
        plan,
        name,
        true,
      ])
    }
  }
})
