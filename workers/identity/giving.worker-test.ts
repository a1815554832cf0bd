import { describe, expect, it } from 'vitest'
import { accessOf, type Rule } from './access.ts'
import { checkGiving, lackedBy } from './giving.ts'

const nowMs = 1_000
const rule = (over: Partial<Rule>): Rule => ({
  effect: 'allow',
  permission: 'events:read',
  scopeType: 'workspace',
  scopeId: 'w1',
  expiresAtMs: null,
  ...over,
})
const denied = (scopeType: Rule['scopeType'], scopeId: string) =>
  accessOf(['events:read'], [rule({ effect: 'deny', scopeType, scopeId })])
const gives = (
  access: ReturnType<typeof accessOf>,
  at: Parameters<typeof lackedBy>[1]['at'],
  untilMs: number | null = null,
) => checkGiving(access, { permissions: ['events:read'], at, untilMs }, nowMs).ok

describe('somebody gives a permission', () => {
  it('that they hold there, or further out', () => {
    expect(gives(accessOf(['events:read'], []), {})).toBe(true)
    expect(gives(accessOf(['events:read'], []), { workspaceId: 'w1', projectId: 'p1' })).toBe(true)
    expect(gives(accessOf([], [rule({})]), { workspaceId: 'w1', projectId: 'p1' })).toBe(true)
    expect(gives(accessOf([], [rule({})]), {})).toBe(false)
    expect(gives(accessOf([], [rule({})]), { workspaceId: 'w2' })).toBe(false)
    expect(gives(accessOf(['costs:read'], []), {})).toBe(false)
  })

  it('for no longer than they hold it', () => {
    const forAWhile = accessOf([], [rule({ expiresAtMs: 2_000 })])
    const at = { workspaceId: 'w1' }
    expect([1_500, 2_000, 2_001, null].map((untilMs) => gives(forAWhile, at, untilMs))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it('only as a whole: a denial inside of the place keeps them from it', () => {
    expect(gives(denied('workspace', 'w1'), {})).toBe(false)
    expect(gives(denied('project', 'p1'), {})).toBe(false)
    expect(gives(denied('resource', 'event/1'), {})).toBe(false)
    expect(gives(denied('project', 'p1'), { workspaceId: 'w1' })).toBe(false)
    expect(gives(denied('resource', 'event/1'), { workspaceId: 'w1', projectId: 'p1' })).toBe(false)
    expect(gives(denied('workspace', 'w1'), { workspaceId: 'w2' })).toBe(true)
    expect(gives(denied('project', 'p1'), { workspaceId: 'w1', projectId: 'p2' })).toBe(true)
  })

  it('on one resource, when it cannot lie where it is denied to them', () => {
    const at = { resource: 'event/1' }
    expect(gives(accessOf(['events:read'], []), at)).toBe(true)
    expect(gives(accessOf([], [rule({ scopeType: 'resource', scopeId: 'event/1' })]), at)).toBe(true)
    expect(gives(denied('resource', 'event/1'), at)).toBe(false)
    expect(gives(denied('resource', 'event/2'), at)).toBe(true)
    expect(gives(denied('workspace', 'w1'), at)).toBe(false)
  })
})

describe('somebody whose role holds more', () => {
  it('is not touched by who lacks a part of it, also by who holds it for a while only', () => {
    const giving = { permissions: ['events:read', 'sql:run'] as const, at: {}, untilMs: null }
    expect(lackedBy(accessOf(['events:read'], []), giving, nowMs)).toEqual(['sql:run'])
    const sql = rule({ permission: 'sql:run', scopeType: 'organization', expiresAtMs: 5_000 })
    expect(lackedBy(accessOf(['events:read'], [sql]), giving, nowMs)).toEqual(['sql:run'])
    expect(lackedBy(accessOf(['events:read', 'sql:run'], []), giving, nowMs)).toEqual([])
  })
})
