import { describe, expect, it } from 'vitest'
import { api, idOf, status } from '../support/asking.ts'
import { company } from '../support/company.ts'
import { setRole } from '../support/people.ts'
import type { Json } from '../support/stack.ts'

const here = company({
  owner: 'owner',
  admin: 'admin',
  viewer: 'viewer',
  newcomer: 'auditor',
})
const { who } = here

describe('a custom role', () => {
  it('is made of what its maker holds, given, changed at once, and deleted when nobody has it', async () => {
    const made = await who.admin.call('POST', api('/roles'), {
      name: 'Cost reader',
      permissions: ['costs:read', 'events:read', 'costs:read'],
    })
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        label: 'Cost reader',
        type: 'custom',
        permissions: ['events:read', 'costs:read'],
        members: 0,
      }),
    ])
    const id = idOf(made)
    expect((await setRole(who.admin, who.newcomer, id)).body).toMatchObject({
      role: id,
      role_label: 'Cost reader',
    })
    expect(await status(who.newcomer.call('GET', api('/events')))).toBe(200)
    expect(await status(who.newcomer.call('GET', api('/compliance/detectors')))).toBe(403)
    const changed = await who.admin.call('PATCH', api(`/roles/${id}`), { permissions: ['detectors:read'] })
    expect(changed.body).toMatchObject({ permissions: ['detectors:read'], members: 1 })
    expect(await status(who.newcomer.call('GET', api('/events')))).toBe(403)
    expect(await status(who.newcomer.call('GET', api('/compliance/detectors')))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/roles/${id}`)))).toBe(409)
    await setRole(who.admin, who.newcomer, 'auditor')
    expect(await status(who.admin.call('DELETE', api(`/roles/${id}`)))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/roles/${id}`)))).toBe(404)
  })

  it('cannot hold more than its maker, nor what is the owner’s alone', async () => {
    const keeper = await who.owner.call('POST', api('/roles'), {
      name: 'Role keeper',
      permissions: ['roles:write', 'members:read', 'members:write', 'workspaces:write'],
    })
    await setRole(who.owner, who.newcomer, idOf(keeper))
    const more = await who.newcomer.call('POST', api('/roles'), {
      name: 'More',
      permissions: ['roles:write', 'sql:run'],
    })
    expect([more.status, more.body.detail]).toEqual([
      403,
      'You cannot give what you do not hold yourself: sql:run.',
    ])
    expect(
      await status(
        who.newcomer.call('PATCH', api(`/roles/${idOf(keeper)}`), {
          permissions: ['roles:write', 'audit:read'],
        }),
      ),
    ).toBe(403)
    expect(await status(setRole(who.newcomer, who.newcomer, 'admin'))).toBe(403)
    expect(await status(setRole(who.newcomer, who.viewer, 'admin'))).toBe(403)
    expect(await status(setRole(who.newcomer, who.viewer, idOf(keeper)))).toBe(403)
    expect(await status(who.newcomer.call('DELETE', api(`/orgs/me/users/${who.admin.id}`)))).toBe(403)
    expect(
      await status(who.owner.call('POST', api('/roles'), { name: 'Ender', permissions: ['org:delete'] })),
    ).toBe(422)
    await setRole(who.owner, who.newcomer, 'auditor')
  })

  it('has a name of its own', async () => {
    expect(await status(who.admin.call('POST', api('/roles'), { name: 'Mine', permissions: [] }))).toBe(201)
    for (const name of ['mine', ' Mine ', 'Owner', 'EDITOR']) {
      expect([name, await status(who.admin.call('POST', api('/roles'), { name, permissions: [] }))]).toEqual([
        name,
        409,
      ])
    }
  })

  it('of another organization is nobody’s here', async () => {
    await here.stack.d1
      .prepare(`INSERT INTO custom_roles (id, org_id, name, description, permissions, created_at_ms, updated_at_ms)
      VALUES ('foreign-role', 'elsewhere', 'Foreign', '', '["org:write"]', 1, 1)`)
      .run()
    expect(await status(setRole(who.owner, who.viewer, 'foreign-role'))).toBe(422)
    expect(await status(who.owner.call('PATCH', api('/roles/foreign-role'), { name: 'x' }))).toBe(404)
    const { body } = await who.owner.call('GET', api('/roles'))
    expect(JSON.stringify(body)).not.toContain('Foreign')
    expect((body.items as Json[]).slice(0, 8).map(({ id, type }) => `${type} ${id}`)).toEqual([
      'built_in owner',
      'built_in admin',
      'built_in analyst',
      'built_in member',
      'built_in viewer',
      'built_in auditor',
      'template editor',
      'template viewer',
    ])
  })
})
