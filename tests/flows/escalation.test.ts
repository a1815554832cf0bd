import { describe, expect, it } from 'vitest'
import { api, status } from '../support/asking.ts'
import { outcomesOf } from '../support/audit.ts'
import { company } from '../support/company.ts'
import { roleOf, setRole } from '../support/people.ts'
import type { Json } from '../support/stack.ts'

const here = company(
  {
    owner: 'owner',
    admin: 'admin',
    other: 'admin',
    analyst: 'analyst',
    member: 'member',
    viewer: 'viewer',
  },
  { oneOwner: true },
)
const { who } = here

describe('escalation is refused', () => {
  it('when an admin makes themselves an owner, or anybody else', async () => {
    expect(await status(setRole(who.admin, who.admin, 'owner'))).toBe(403)
    expect(await status(setRole(who.admin, who.other, 'owner'))).toBe(403)
    expect(await roleOf(who.admin)).toBe('admin')
    expect(await outcomesOf(who.owner, 'member.role_changed', `user:${who.admin.id}`)).toHaveLength(1)
  })

  it('when a member edits their own membership', async () => {
    for (const person of [who.member, who.viewer, who.analyst]) {
      expect(await status(setRole(person, person, 'admin'))).toBe(403)
      expect(await status(person.call('PUT', api('/team'), { user_id: person.id, role: 'owner' }))).toBe(403)
    }
    expect(await outcomesOf(who.owner, 'member.role_changed', who.member.id)).toEqual(['denied'])
  })

  it('when an admin demotes or removes the owner', async () => {
    expect(await status(setRole(who.admin, who.owner, 'viewer'))).toBe(403)
    expect(await status(who.admin.call('DELETE', api(`/orgs/me/users/${who.owner.id}`)))).toBe(403)
  })

  it('when the last owner leaves or steps down', async () => {
    expect(await status(setRole(who.owner, who.owner, 'admin'))).toBe(409)
    expect(await status(who.owner.call('DELETE', api(`/orgs/me/users/${who.owner.id}`)))).toBe(409)
    expect(await roleOf(who.owner)).toBe('owner')
  })

  it('when two owners take each other’s role away at the same moment: one remains', async () => {
    await setRole(who.owner, who.other, 'owner')
    const answers = await Promise.all([
      setRole(who.owner, who.other, 'admin'),
      setRole(who.other, who.owner, 'admin'),
    ])
    const { results } = await here.stack.d1
      .prepare(
        `SELECT count(*) AS owners FROM memberships WHERE role = 'owner' AND org_id = (SELECT org_id FROM memberships WHERE user_id = ?)`,
      )
      .bind(who.owner.id)
      .all()
    expect([results, answers.map(({ status }) => status).toSorted()[0]]).toEqual([[{ owners: 1 }], 200])
    await here.stack.d1.batch([
      here.stack.d1.prepare(`UPDATE memberships SET role = 'owner' WHERE user_id = ?`).bind(who.owner.id),
      here.stack.d1.prepare(`UPDATE memberships SET role = 'admin' WHERE user_id = ?`).bind(who.other.id),
    ])
  })

  it('when a field is sent that nobody asked for', async () => {
    const surplus: [string, string, Json][] = [
      ['PATCH', '/orgs/me', { name: 'n', plan: 'enterprise' }],
      ['PATCH', `/orgs/me/users/${who.viewer.id}`, { role: 'viewer', email: 'x@y.test' }],
      ['POST', '/workspaces', { name: 'n', org_id: 'other', id: 'chosen' }],
      ['POST', '/roles', { name: 'n', permissions: [], type: 'built_in' }],
      [
        'POST',
        '/permissions',
        {
          subject_type: 'user',
          subject_id: who.viewer.id,
          permission: 'sql:run',
          reason: 'r',
          status: 'active',
        },
      ],
    ]
    for (const [method, path, body] of surplus) {
      expect([path, await status(who.owner.call(method, api(path), body))]).toEqual([path, 422])
    }
  })

  it('when a key that outlived a demotion would give its maker a role', async () => {
    const { id, secret } = here.stack.secrets.demoApiKey
    await here.stack.d1
      .prepare(
        `UPDATE api_keys SET scopes = '["members:write","members:read","roles:write","events:read","sql:run"]' WHERE id = ?`,
      )
      .bind(id)
      .run()
    const key = `afk_${id}_${secret}`
    const byKey = (method: string, path: string, body: Json) =>
      status(here.stack.call(method, api(path), { key, body }))
    expect(await byKey('PATCH', `/orgs/me/users/${who.viewer.id}`, { role: 'auditor' })).toBe(403)
    expect(await byKey('POST', '/roles', { name: 'By key', permissions: ['sql:run'] })).toBe(403)
    expect(
      await byKey('POST', '/permissions', {
        subject_type: 'user',
        subject_id: who.viewer.id,
        permission: 'sql:run',
        reason: 'r',
      }),
    ).toBe(403)
    expect(await status(here.stack.call('GET', api('/team'), { key }))).toBe(200)
  })
})
