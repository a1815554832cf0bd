import { describe, expect, it } from 'vitest'
import { accessOf, type Rule } from '../identity/access.ts'
import { admits } from './admission.ts'

const rule = (over: Partial<Rule>): Rule => ({
  effect: 'allow',
  permission: 'sync:run',
  scopeType: 'resource',
  scopeId: 'credential/c1',
  expiresAtMs: null,
  ...over,
})
const everywhere = accessOf(['sync:run'], [])
const onOne = accessOf([], [rule({})])
const notOnOne = accessOf(['sync:run'], [rule({ effect: 'deny' })])
const inPart = accessOf([], [rule({ scopeType: 'workspace', scopeId: 'w1' })])
const notInPart = accessOf(['sync:run'], [rule({ effect: 'deny', scopeType: 'workspace', scopeId: 'w1' })])
const nowhere = accessOf(['sync:run'], [rule({ effect: 'deny', scopeType: 'organization' }), rule({})])
const none = accessOf([], [])

const route = { name: 'POST /sync', permission: 'sync:run' as const, scoped: false, resource: null }
const cases = { everywhere, onOne, notOnOne, inPart, notInPart, nowhere, none }
const whoMay = (one: Partial<Parameters<typeof admits>[0]>, params: Record<string, string> = {}) =>
  Object.entries(cases).flatMap(([name, access]) =>
    admits({ ...route, ...one }, params, access, 1) ? [name] : [],
  )

describe('a route', () => {
  it('that writes takes its permission in the whole organization, whatever single thing is denied', () => {
    expect(whoMay({})).toEqual(['everywhere', 'notOnOne'])
  })

  it('that lists takes it only without any exception, since it shows everything', () => {
    expect(whoMay({ name: 'GET /sync' })).toEqual(['everywhere'])
  })

  it('that asks for the place itself takes it in any part', () => {
    expect(whoMay({ scoped: true })).toEqual(['everywhere', 'onOne', 'notOnOne', 'inPart', 'notInPart'])
  })

  it('that names one thing goes by what holds on it', () => {
    expect(whoMay({ resource: 'credential' }, { id: 'c1' })).toEqual(['everywhere', 'onOne'])
    expect(whoMay({ resource: 'credential' }, { id: 'c2' })).toEqual(['everywhere', 'notOnOne'])
    expect(whoMay({ resource: 'api_key' }, { id: 'c1' })).toEqual(['everywhere', 'notOnOne'])
  })

  it('that names one thing and asks for its place keeps out whom it is denied to', () => {
    const one = { resource: 'credential', scoped: true } as const
    expect(whoMay(one, { id: 'c1' })).toEqual(['everywhere', 'onOne', 'inPart', 'notInPart'])
    expect(whoMay(one, { id: 'c2' })).toEqual(['everywhere', 'onOne', 'notOnOne', 'inPart', 'notInPart'])
  })

  it('without a permission takes everyone who is signed in', () => {
    expect(whoMay({ permission: null })).toEqual(Object.keys(cases))
  })
})
