import { plans } from '../../analytics/plans.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { credentialsOf, usersOf } from '../../analytics/store/d1/plan-use.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import type { Failure } from '../http/failure.ts'
import { eventsThisMonth } from '../stream.ts'

type Asking = { env: Env; tenant: Tenant; place: Place; nowMs: number }
type Use = { name: 'users' | 'events_per_month' | 'credentials'; used: number; limit: number | null }

const inWords = { users: 'users', events_per_month: 'events a month', credentials: 'credentials' } as const

/** What an organization uses of one thing that its plan limits; a limit of null is none. */
export async function useOf({ env, tenant, place, nowMs }: Asking, name: Use['name']): Promise<Use> {
  const plan = plans[tenant.plan]
  if (name === 'users') return { name, used: await usersOf(tenant, place.db, nowMs), limit: plan.usersMax }
  if (name === 'credentials') {
    return { name, used: await credentialsOf(tenant, place.db), limit: plan.credentialsMax }
  }
  return { name, used: await eventsThisMonth(env, tenant), limit: plan.eventsPerMonthMax }
}

/** Whether the plan has room for one more. Errors: `plan_limit`, which names the limit and the use. */
export async function roomFor(asking: Asking, name: 'users' | 'credentials'): Promise<Result<null, Failure>> {
  const use = await useOf(asking, name)
  return use.limit === null || use.used < use.limit ? ok(null) : fail(beyondPlan(asking.tenant, use))
}

/** The refusal of one more for which there was room when it was asked, until another took it. */
export async function noRoomFor(asking: Asking, name: 'users' | 'credentials'): Promise<Failure> {
  return beyondPlan(asking.tenant, await useOf(asking, name))
}

/** The refusal of what the plan has no room for. */
export function beyondPlan({ plan }: Tenant, { name, used, limit }: Use): Failure {
  return {
    kind: 'plan_limit',
    message: `The plan ${plan} has room for ${limit} ${inWords[name]}; ${used} are used.`,
  }
}
