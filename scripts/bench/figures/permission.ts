import { permissions, type ScopeType } from '../../../analytics/contract/permissions.ts'
import { type Access, accessOf, type Location, type Rule } from '../../../workers/identity/access.ts'
import { permissionsOfRole } from '../../../workers/identity/roles.ts'
import { figure } from '../figure.ts'
import { median, quantile, spread } from '../statistics.ts'

const scopes: readonly ScopeType[] = ['workspace', 'project', 'resource']
const nowMs = 1_000
const checksPerRound = 10_000

/** Grants and a tenth of them denials, spread over workspaces, projects and resources; none of the whole organization. */
function rulesOf(count: number): Rule[] {
  return Array.from({ length: count }, (_, index): Rule => {
    const scopeType = scopes[index % scopes.length] ?? 'workspace'
    return {
      effect: index % 10 === 9 ? 'deny' : 'allow',
      permission: permissions[index % permissions.length] ?? 'events:read',
      scopeType,
      scopeId: scopeType === 'resource' ? `event/${index}` : `${scopeType}-${index}`,
      expiresAtMs: index % 4 === 0 ? nowMs + index : null,
    }
  })
}

/** Where a request may be about: inside of grants and outside of all of them. */
const places: readonly Location[] = Array.from({ length: 97 }, (_, index) => ({
  workspaceId: `workspace-${index * 31}`,
  projectId: `project-${index * 17 + 1}`,
  resource: `event/${index * 13 + 2}`,
}))

/** Compiling and asking the access of one caller, in this process. */
export const permission = figure({
  name: 'permission',
  summary:
    'microseconds of one permission check, of a reach and of compiling, with 1,000 grants and with none',
  async measure({ isQuick, note }) {
    const rounds = isQuick ? 20 : 300
    const role = permissionsOfRole.member
    const rules = rulesOf(1_000)
    const many = accessOf(role, rules)
    const none = accessOf(role, [])
    const checkUs = timesUs(rounds, checksPerRound, (index) => check(many, index))
    const baselineUs = timesUs(rounds, checksPerRound, (index) => check(none, index))
    const reachUs = timesUs(rounds, 200, (index) => many.reach(permissionAt(index), nowMs))
    const ofOne = accessOf(
      [],
      rules.map((rule) => ({ ...rule, permission: 'events:read' as const })),
    )
    const widestUs = timesUs(rounds, 200, () => ofOne.reach('events:read', nowMs))
    const compileUs = timesUs(rounds, 5, () => accessOf(role, rules))
    note(`check: ${spread(checkUs, 3)} us, p99 of rounds ${quantile(checkUs, 0.99).toFixed(3)} us`)
    note(`compile: ${spread(compileUs)} us`)
    return [
      { name: 'permission_check_us@1000', value: median(checkUs), unit: 'us', baseline: median(baselineUs) },
      { name: 'permission_reach_us@1000', value: median(reachUs), unit: 'us' },
      { name: 'permission_reach_us@1000_of_one', value: median(widestUs), unit: 'us' },
      { name: 'permission_compile_us@1000', value: median(compileUs), unit: 'us' },
    ]
  },
})

const permissionAt = (index: number) => permissions[index % permissions.length] ?? 'events:read'

function check(access: Access, index: number): boolean {
  return access.may(permissionAt(index), places[index % places.length] ?? {}, nowMs)
}

/** Units: microseconds a call, one value for each round after three that warm up. */
function timesUs(rounds: number, calls: number, call: (index: number) => unknown): number[] {
  const times: number[] = []
  for (let round = -3; round < rounds; round++) {
    const startedAtMs = performance.now()
    for (let index = 0; index < calls; index++) call(index)
    if (round >= 0) times.push(((performance.now() - startedAtMs) * 1000) / calls)
  }
  return times
}
