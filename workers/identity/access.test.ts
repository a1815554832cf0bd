import { describe, expect, it } from 'vitest'
import { coversPlaces, isComplete } from '../../analytics/reach.ts'
import { accessOf, type Rule } from './access.ts'

const nowMs = 1_000
const rule = (over: Partial<Rule>): Rule => ({
  effect: 'allow',
  permission: 'events:read',
  scopeType: 'workspace',
  scopeId: 'w1',
  expiresAtMs: null,
  ...over,
})

describe('a permission', () => {
  it('of the organization holds in every workspace, project and on every resource', () => {
    const access = accessOf(['events:read'], [])
    expect(access.may('events:read', {}, nowMs)).toBe(true)
    expect(access.may('events:read', { workspaceId: 'w', projectId: 'p', resource: 'event/1' }, nowMs)).toBe(
      true,
    )
    expect(access.may('costs:read', {}, nowMs)).toBe(false)
  })

  it('of a workspace holds in its projects and nowhere else', () => {
    const access = accessOf([], [rule({})])
    expect(access.may('events:read', { workspaceId: 'w1', projectId: 'p1' }, nowMs)).toBe(true)
    expect(access.may('events:read', { workspaceId: 'w2', projectId: 'p1' }, nowMs)).toBe(false)
    expect(access.may('events:read', {}, nowMs)).toBe(false)
    expect(access.everywhere(nowMs)).toEqual([])
  })

  it('of one resource holds on it alone', () => {
    const access = accessOf(
      [],
      [rule({ scopeType: 'resource', scopeId: 'api_key/k1', permission: 'api_keys:write' })],
    )
    expect(access.may('api_keys:write', { resource: 'api_key/k1' }, nowMs)).toBe(true)
    expect(access.may('api_keys:write', { resource: 'api_key/k2' }, nowMs)).toBe(false)
  })

  it('that was denied on a covering scope stays denied, whatever allows it', () => {
    const access = accessOf(
      ['events:read'],
      [rule({ effect: 'deny' }), rule({ scopeType: 'project', scopeId: 'p1' })],
    )
    expect(access.may('events:read', { workspaceId: 'w1', projectId: 'p1' }, nowMs)).toBe(false)
    expect(access.may('events:read', { workspaceId: 'w2' }, nowMs)).toBe(true)
  })

  it('ends at the instant it was given until', () => {
    const access = accessOf([], [rule({ expiresAtMs: nowMs })])
    expect(access.may('events:read', { workspaceId: 'w1' }, nowMs - 1)).toBe(true)
    expect(access.may('events:read', { workspaceId: 'w1' }, nowMs)).toBe(false)
  })

  it('comes back when a denial for a time has ended', () => {
    const access = accessOf(
      ['events:read'],
      [rule({ effect: 'deny', scopeType: 'organization', expiresAtMs: nowMs })],
    )
    expect(access.may('events:read', {}, nowMs - 1)).toBe(false)
    expect(access.may('events:read', {}, nowMs)).toBe(true)
  })
})

describe('until when a permission stays as it is', () => {
  it('is the next instant at which an allowance or a denial of it ends', () => {
    const access = accessOf(
      ['costs:read'],
      [
        rule({ expiresAtMs: nowMs + 20 }),
        rule({ scopeId: 'w2', effect: 'deny', expiresAtMs: nowMs + 10 }),
        rule({ scopeId: 'w3', expiresAtMs: nowMs - 10 }),
        rule({ permission: 'sql:run', expiresAtMs: nowMs + 1 }),
      ],
    )
    expect(access.holdsUntilMs('events:read', nowMs)).toBe(nowMs + 10)
    expect(access.holdsUntilMs('events:read', nowMs + 10)).toBe(nowMs + 20)
    expect(access.holdsUntilMs('costs:read', nowMs)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the reach of a permission', () => {
  it('names the parts where it holds and those it does not cover', () => {
    const access = accessOf([], [rule({}), rule({ effect: 'deny', scopeType: 'project', scopeId: 'p9' })])
    expect(access.reach('events:read', nowMs)).toMatchObject({
      isWhole: false,
      workspaceIds: ['w1'],
      exceptProjectIds: ['p9'],
    })
  })

  it('is null when it holds nowhere, also when it is denied in the whole organization', () => {
    expect(accessOf([], []).reach('events:read', nowMs)).toBeNull()
    const denied = accessOf(['events:read'], [rule({ effect: 'deny', scopeType: 'organization' }), rule({})])
    expect(denied.reach('events:read', nowMs)).toBeNull()
  })

  it('keeps single resources apart, allowed and denied', () => {
    const access = accessOf(
      ['events:read'],
      [
        rule({ scopeType: 'resource', scopeId: 'event/1' }),
        rule({ scopeType: 'resource', scopeId: 'event/2', effect: 'deny' }),
      ],
    )
    const reach = access.reach('events:read', nowMs)
    expect(reach).toMatchObject({ isWhole: true, resources: ['event/1'], exceptResources: ['event/2'] })
    expect([reach && coversPlaces(reach), reach && isComplete(reach)]).toEqual([true, false])
  })

  it('is complete only without exceptions', () => {
    const all = accessOf(['events:read'], []).reach('events:read', nowMs)
    const some = accessOf(['events:read'], [rule({ effect: 'deny' })]).reach('events:read', nowMs)
    expect([all && isComplete(all), some && isComplete(some)]).toEqual([true, false])
  })
})
