import { describe, expect, it } from 'vitest'
import { api, idOf, status } from '../support/asking.ts'
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
    viewer: 'viewer',
    leaver: 'viewer',
    newcomer: 'auditor',
  },
  { oneOwner: true },
)
const { who } = here

describe('the team', () => {
  it('is listed in pages, with roles by name, to those who may read it', async () => {
    const first = await who.admin.call('GET', api('/team?limit=5'))
    const items = first.body.items as Json[]
    expect(items).toHaveLength(5)
    const next = await who.admin.call('GET', api(`/orgs/me/users?limit=200&cursor=${first.body.next_cursor}`))
    const all = [...items, ...(next.body.items as Json[])]
    expect(all.map(({ email }) => email)).toEqual(
      expect.arrayContaining(Object.values(who).map(({ email }) => email)),
    )
    expect(new Set(all.map(({ user_id }) => user_id)).size).toBe(all.length)
    expect(all.find(({ email }) => email === who.analyst.email)).toMatchObject({
      role: 'analyst',
      role_label: 'Analyst',
      is_pending: false,
      last_seen_at: expect.stringMatching(/Z$/),
    })
    expect(await status(who.analyst.call('GET', api('/team')))).toBe(403)
  })

  it('gives a member another role at once, by either address, and writes it down', async () => {
    expect(await status(who.viewer.call('GET', api('/vendors/analytics')))).toBe(200)
    expect((await setRole(who.admin, who.viewer, 'auditor')).body).toMatchObject({
      role: 'auditor',
      role_label: 'Auditor',
    })
    expect(await status(who.viewer.call('GET', api('/vendors/analytics')))).toBe(403)
    const put = await who.admin.call('PUT', api('/team'), { user_id: who.viewer.id, role: 'viewer' })
    expect([put.status, await roleOf(who.viewer)]).toEqual([200, 'viewer'])
    expect(await outcomesOf(who.owner, 'member.role_changed', `user:${who.viewer.id}`)).toEqual([
      'succeeded',
      'succeeded',
    ])
  })

  it.each([
    ['an unknown role', 'king', 422],
    ['a template for a part', 'editor', 422],
  ])('knows no %s', async (_, role, expected) => {
    expect(await status(setRole(who.admin, who.viewer, role))).toBe(expected)
  })

  it('ends the sessions, scoped roles and grants of who is removed, and lets nobody remove them twice', async () => {
    const workspace = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Leaving' }))
    await who.admin.call('PUT', api(`/workspaces/${workspace}/members/${who.leaver.id}`), { role: 'viewer' })
    await who.admin.call('POST', api('/permissions'), {
      subject_type: 'user',
      subject_id: who.leaver.id,
      permission: 'sql:run',
      reason: 'test',
    })
    expect(await status(who.leaver.call('GET', '/auth/me'))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/orgs/me/users/${who.leaver.id}`)))).toBe(200)
    expect(await status(who.leaver.call('GET', '/auth/me'))).toBe(401)
    const { results } = await here.stack.d1
      .prepare(`SELECT (SELECT count(*) FROM scoped_members WHERE user_id = ?1) AS scoped,
        (SELECT count(*) FROM grants WHERE subject_id = ?1 AND status = 'active') AS granted,
        (SELECT count(*) FROM sessions WHERE user_id = ?1 AND revoked_at_ms IS NULL) AS open`)
      .bind(who.leaver.id)
      .all()
    expect(results).toEqual([{ scoped: 0, granted: 0, open: 0 }])
    expect(await status(who.admin.call('DELETE', api(`/orgs/me/users/${who.leaver.id}`)))).toBe(404)
  })
})

describe('ownership', () => {
  it('is handed over by the owner alone, to a member, and what was denied to them ends', async () => {
    const denial = {
      subject_type: 'user',
      subject_id: who.other.id,
      effect: 'deny',
      permission: 'sql:run',
      reason: 'test',
    }
    expect(await status(who.owner.call('POST', api('/permissions'), denial))).toBe(201)
    expect(await status(who.admin.call('POST', api('/orgs/me/ownership'), { user_id: who.admin.id }))).toBe(
      403,
    )
    expect(await status(who.owner.call('POST', api('/orgs/me/ownership'), { user_id: 'nobody' }))).toBe(404)
    expect(await status(who.owner.call('POST', api('/orgs/me/ownership'), { user_id: who.owner.id }))).toBe(
      409,
    )
    const handed = await who.owner.call('POST', api('/orgs/me/ownership'), { user_id: who.other.id })
    expect(handed.body).toMatchObject({ user_id: who.other.id, role: 'owner' })
    expect([await roleOf(who.owner), await roleOf(who.other)]).toEqual(['admin', 'owner'])
    const me = await who.other.call('GET', '/auth/me')
    expect((me.body.user as Json).permissions).toContain('sql:run')
    expect(await status(who.other.call('POST', api('/orgs/me/ownership'), { user_id: who.owner.id }))).toBe(
      200,
    )
  })

  it('is not handed to somebody who never signed in', async () => {
    await here.stack.d1
      .prepare(`UPDATE users SET password_expires_at_ms = 1 WHERE id = ?`)
      .bind(who.newcomer.id)
      .run()
    expect(
      await status(who.owner.call('POST', api('/orgs/me/ownership'), { user_id: who.newcomer.id })),
    ).toBe(409)
    await here.stack.d1
      .prepare(`UPDATE users SET password_expires_at_ms = NULL WHERE id = ?`)
      .bind(who.newcomer.id)
      .run()
  })
})
