import type { CostGroup, CostItem } from '../analytics/contract/costs.ts'
import type { Permission } from '../analytics/contract/permissions.ts'
import { vendorLabels } from '../analytics/contract/vendors.ts'
import { coversPlaces } from '../analytics/reach.ts'
import { namesOfActors } from '../analytics/store/d1/actors.ts'
import { type NamedKind, namesOf } from '../analytics/store/d1/labels.ts'
import type { CallerContext } from './http/route.ts'

type Context = Pick<CallerContext, 'tenant' | 'place' | 'caller' | 'nowMs'>
type Names = ReadonlyMap<string, string>

const none: Names = new Map()
/** Who may know a name: whoever may read all of these. */
const needed: Partial<Record<CostGroup, Permission>> = {
  workspace: 'events:read',
  project: 'events:read',
  actor: 'events:read',
  api_key: 'api_keys:read',
}

/** Whether what a group stands for has names at all. */
export const isNamed = (group: CostGroup): boolean => group === 'vendor' || needed[group] !== undefined

/**
 * Names of what costs are grouped by, for those who may see them: vendors for everyone, workspaces, projects and people
 * for those who may read all events, keys for those who may see all keys.
 */
export async function costNames(
  { tenant, place: { db }, caller, nowMs }: Context,
  group: CostGroup,
  values: readonly string[],
): Promise<Names> {
  if (group === 'vendor') {
    const own = values.filter((value) => !(value in vendorLabels))
    return new Map([...Object.entries(vendorLabels), ...(await namesOf(tenant, db, group, own))])
  }
  const permission = needed[group]
  if (permission === undefined || values.length === 0) return none
  const reach = caller.access.reach(permission, nowMs)
  if (reach === null || !coversPlaces(reach)) return none
  if (group === 'actor') return namesOfActors(tenant, db, values)
  return namesOf(tenant, db, group as NamedKind, values)
}

/** The items with the names that the caller may see. */
export async function labelled(
  context: Context,
  groups: readonly CostGroup[],
  items: readonly CostItem[],
): Promise<CostItem[]> {
  const names = new Map(
    await Promise.all(
      groups.map(async (group) => {
        const values = new Set(items.flatMap((item) => item.group[group] ?? []))
        return [group, await costNames(context, group, [...values])] as const
      }),
    ),
  )
  return items.map((item) => ({
    ...item,
    labels: Object.fromEntries(
      groups.flatMap((group) => {
        const name = names.get(group)?.get(item.group[group] ?? '')
        return name === undefined ? [] : [[group, name]]
      }),
    ),
  }))
}
