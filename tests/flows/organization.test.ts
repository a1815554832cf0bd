import { describe, expect, it } from 'vitest'
import { api, status } from '../support/asking.ts'
import { company } from '../support/company.ts'

const here = company({
  owner: 'owner',
  admin: 'admin',
  member: 'member',
  viewer: 'viewer',
  leaver: 'viewer',
})
const { who } = here

describe('the organization', () => {
  it('is renamed by those who may', async () => {
    expect(await status(who.member.call('PATCH', api('/orgs/me'), { name: 'Mine now' }))).toBe(403)
    expect((await who.admin.call('PATCH', api('/orgs/me'), { name: 'Renamed' })).body).toMatchObject({
      name: 'Renamed',
      region: 'us',
    })
    expect((await who.viewer.call('GET', api('/orgs/me'))).body).toMatchObject({ name: 'Renamed' })
  })

  it('is deleted by its owner who repeats the name; sessions and keys end, the ledger stays', async () => {
    expect(await status(who.admin.call('POST', api('/orgs/me/delete'), { confirm: 'Renamed' }))).toBe(403)
    expect(await status(who.owner.call('POST', api('/orgs/me/delete'), { confirm: 'renamed' }))).toBe(422)
    expect(await status(who.admin.call('DELETE', api(`/orgs/me/users/${who.leaver.id}`)))).toBe(200)
    expect(await status(who.viewer.call('GET', '/auth/me'))).toBe(200)
    const ours = '(SELECT org_id FROM memberships WHERE user_id = ?1)'
    await here.stack.d1.batch([
      here.stack.d1.prepare(`INSERT INTO users (id, email, name, password_hash, password_expires_at_ms, created_at_ms)
        VALUES ('invited', 'invited@people.test', '', '', 1, 1), ('also', 'also@people.test', '', '', NULL, 1)`),
      here.stack.d1
        .prepare(`INSERT INTO memberships (org_id, user_id, role, created_at_ms)
          VALUES (${ours}, 'also', 'viewer', 1), ('elsewhere', 'also', 'viewer', 1)`)
        .bind(who.owner.id),
      here.stack.d1
        .prepare(`INSERT INTO invitations (id, org_id, user_id, email, role, status, token_hash, invited_by, created_at_ms, expires_at_ms)
          VALUES ('i1', ${ours}, 'invited', '', 'viewer', 'pending', 'h1', '', 1, 1)`)
        .bind(who.owner.id),
    ])
    expect(await status(who.owner.call('POST', api('/orgs/me/delete'), { confirm: 'Renamed' }))).toBe(200)
    for (const person of [who.owner, who.admin, who.viewer])
      expect(await status(person.call('GET', '/auth/me'))).toBe(401)
    expect(await status(here.stack.call('GET', api('/events')))).toBe(401)
    await expect(here.stack.signIn('viewer@people.test')).rejects.toThrow('401')
    const { results } = await here.stack.d1
      .prepare(`SELECT (SELECT json_group_array(email) FROM (SELECT email FROM users ORDER BY email)) AS users, (SELECT count(*) FROM credentials) AS credentials,
        (SELECT count(*) FROM data_keys WHERE wrapped <> '') AS keys, (SELECT count(*) FROM organizations) AS organizations`)
      .all()
    expect(results).toEqual([
      {
        users: JSON.stringify(['also@people.test', who.leaver.email]),
        credentials: 0,
        keys: 0,
        organizations: 1,
      },
    ])
  })
})
