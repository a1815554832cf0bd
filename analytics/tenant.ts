import type { Plan } from './plans.ts'

/** The organization that a caller acts for. Every store function takes it first. */
export type Tenant = { readonly orgId: string; readonly region: string; readonly plan: Plan }
