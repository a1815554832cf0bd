import { describe, expect, it } from 'vitest'
import { eventById } from './queries/event-by-id.ts'
import { eventsSearch } from './queries/events-search.ts'
import { conditionsOfPart, isInPart, noEvents } from './reach.ts'

const at = (id: string, workspaceId: string | null = null, projectId: string | null = null) => ({
  id,
  workspace_id: workspaceId,
  project_id: projectId,
})

describe('a part of the events', () => {
  it('is everything when there is none, and nothing when it names nothing', () => {
    expect(isInPart(null, at('e'))).toBe(true)
    expect(isInPart(noEvents, at('e', 'w', 'p'))).toBe(false)
    expect(isInPart({ ...noEvents, isWhole: true }, at('e'))).toBe(true)
  })

  it('holds what one of its workspaces, projects or ids names', () => {
    const part = { ...noEvents, workspaceIds: ['w'], projectIds: ['p'], ids: ['e'] }
    const inside = [at('x', 'w'), at('x', null, 'p'), at('x', 'other', 'p'), at('e')]
    const outside = [at('x'), at('x', 'p', 'w'), at('w', 'e'), at('x', '', '')]
    expect(inside.map((event) => isInPart(part, event))).toEqual([true, true, true, true])
    expect(outside.map((event) => isInPart(part, event))).toEqual([false, false, false, false])
  })

  it('leaves out what is excepted, whatever else allows it', () => {
    const part = {
      ...noEvents,
      workspaceIds: ['w'],
      ids: ['e'],
      exceptProjectIds: ['p'],
      exceptIds: ['hidden'],
    }
    expect([at('e', 'w', 'p'), at('hidden', 'w')].map((event) => isInPart(part, event))).toEqual([
      false,
      false,
    ])
    expect(isInPart({ ...noEvents, isWhole: true, exceptWorkspaceIds: ['w'] }, at('e', 'w'))).toBe(false)
  })

  it('is bound to a question and never written into its text', () => {
    const part = { ...noEvents, workspaceIds: [`evil' OR 1=1`], exceptIds: ['evil'] }
    for (const { sql, bound } of [
      eventById.sql({ id: 'x', part, fromMs: 0, toMs: 1 }),
      eventsSearch.sql({ part, after: null, rows: 1 }),
    ]) {
      expect(sql).not.toContain('evil')
      expect(bound).toMatchObject({ in_workspaces: [`evil' OR 1=1`], not_ids: ['evil'] })
      for (const name of Object.keys(bound)) expect(sql).toContain(`{${name}:`)
    }
    expect(conditionsOfPart(null)).toEqual([])
  })
})
