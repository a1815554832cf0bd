import { plans } from '../../analytics/plans.ts'
import { ok } from '../../analytics/result.ts'
import { route } from '../http/route.ts'
import { useOf } from '../identity/plan-room.ts'

export const organizationUsage = route('GET /orgs/me/usage', {
  summary: 'What the plan gives and what is used of it; events are those of the calendar month in UTC.',
  signedIn: true,
  async handle(context) {
    const { plan } = context.tenant
    const counted = await Promise.all(
      (['users', 'events_per_month', 'credentials'] as const).map((name) => useOf(context, name)),
    )
    const days = plans[plan].retentionDays
    return ok({ plan, limits: [...counted, { name: 'retention_days' as const, used: days, limit: days }] })
  },
})
