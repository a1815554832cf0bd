import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, idOf, status } from '../support/asking.ts'
import { type Person, people } from '../support/people.ts'
import { type Answer, type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let who: Record<'owner' | 'admin' | 'second' | 'viewer' | 'auditor' | 'keeper', Person>
let workspace: string
let project: string

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, {
    owner: 'owner',
    admin: 'admin',
    second: 'admin',
    viewer: 'viewer',
    auditor: 'auditor',
    keeper: 'auditor',
  })
  workspace = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Ward' }))
  project = String(
    (await who.admin.call('POST', api('/projects'), { workspace_id: workspace, name: 'Chart' })).body.id,
  )
})
afterAll(() => stack.end())

const ask = (by: Person, to: Person, permission: string, more: Json = {}): Promise<Answer> =>
  by.call('POST', api('/permissions'), {
    subject_type: 'user',
    subject_id: to.id,
    permission,
    reason: 'for the test',
    ...more,
  })
const decide = (by: Person, id: string, what: 'approve' | 'refuse') =>
  by.call('POST', api(`/permissions/${id}/${what}`))
const revoke = (by: Person, id: string) => by.call('DELETE', api(`/permissions/${id}`))
const grantOf = async (id: string): Promise<Json | undefined> => {
  const { body } = await who.owner.call('GET', api('/permissions?limit=200'))
  return (body.items as Json[]).find((item) => item.id === id)
}
const sinks = () => who.viewer.call('GET', api('/collector/runs'))
const detectors = (by: Person) => by.call('GET', api('/compliance/detectors'))
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString()

describe('a grant', () => {
  it('holds at once, is listed with what it speaks of, and ends at once', async () => {
    expect(await status(sinks())).toBe(403)
    const given = await ask(who.admin, who.viewer, 'vendors:read')
    expect([given.status, given.body]).toEqual([
      201,
      expect.objectContaining({
        status: 'active',
        subject_label: who.viewer.email,
        scope_label: 'Organization',
        effect: 'allow',
        requested_by: who.admin.email,
        expires_at: null,
      }),
    ])
    expect(await status(sinks())).toBe(200)
    expect(await status(revoke(who.second, idOf(given)))).toBe(200)
    expect(await status(sinks())).toBe(403)
    expect(await status(revoke(who.second, idOf(given)))).toBe(409)
    expect(await grantOf(idOf(given))).toMatchObject({ status: 'revoked', decided_by: who.second.email })
  })

  it('ends by itself when its time is over', async () => {
    const given = await ask(who.admin, who.viewer, 'vendors:read', { expires_at: soon(6_000) })
    expect(await status(sinks())).toBe(200)
    expect(
      await until(
        () => status(sinks()),
        (answered) => answered !== 200,
      ),
    ).toBe(403)
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(String(given.body.expires_at)))
    expect(await grantOf(idOf(given))).toMatchObject({ status: 'expired' })
    const { body } = await who.admin.call(
      'GET',
      api(`/permissions?status=expired&subject_id=${who.viewer.id}`),
    )
    expect((body.items as Json[]).map(({ id }) => id)).toEqual([idOf(given)])
    expect(await status(ask(who.admin, who.viewer, 'vendors:read', { expires_at: soon(-1000) }))).toBe(422)
  })

  it('is not for oneself, nor for one’s own key, nor by who lacks the permission to give', async () => {
    expect(await status(ask(who.admin, who.admin, 'vendors:read'))).toBe(403)
    const { id } = stack.secrets.demoApiKey
    await stack.d1
      .prepare('UPDATE api_keys SET created_by = ? WHERE id = ?')
      .bind(`user:${who.admin.id}`, id)
      .run()
    const toKey = { subject_type: 'api_key', subject_id: id }
    expect(await status(ask(who.admin, who.viewer, 'vendors:read', toKey))).toBe(403)
    expect(await status(stack.call('GET', api('/collector/runs')))).toBe(403)
    const byOther = await ask(who.second, who.viewer, 'vendors:read', toKey)
    expect(byOther.body).toMatchObject({ subject_type: 'api_key', subject_label: 'Demo feeder' })
    expect(await status(stack.call('GET', api('/collector/runs')))).toBe(200)
    await revoke(who.second, idOf(byOther))
    expect(await status(ask(who.viewer, who.auditor, 'events:read'))).toBe(403)
  })

  it('is never of more than one holds, nor for longer', async () => {
    const made = await who.owner.call('POST', api('/roles'), {
      name: 'Keeper',
      permissions: ['roles:write', 'members:read'],
    })
    await who.owner.call('PATCH', api(`/orgs/me/users/${who.keeper.id}`), { role: idOf(made) })
    expect(await status(ask(who.keeper, who.viewer, 'vendors:read'))).toBe(403)
    await ask(who.owner, who.keeper, 'vendors:read', { expires_at: soon(60_000) })
    expect(await status(ask(who.keeper, who.viewer, 'vendors:read'))).toBe(403)
    expect(await status(ask(who.keeper, who.viewer, 'vendors:read', { expires_at: soon(120_000) }))).toBe(403)
    expect(
      await status(
        who.keeper.call('POST', api('/roles'), { name: 'Smuggler', permissions: ['vendors:read'] }),
      ),
    ).toBe(403)
    const within = await ask(who.keeper, who.viewer, 'vendors:read', { expires_at: soon(30_000) })
    expect(within.status).toBe(201)
    await revoke(who.owner, idOf(within))
  })

  it.each([
    ['a permission that there is not', { permission: 'events:erase' }, 422],
    ['what is the owner’s alone', { permission: 'org:delete' }, 422],
    ['a person who is not there', { subject_id: 'nobody' }, 404],
    ['a key that is not there', { subject_type: 'api_key', subject_id: 'nobody' }, 404],
    ['a workspace that is not named', { scope_type: 'workspace' }, 422],
    ['a workspace that is not there', { scope_type: 'workspace', scope_id: 'nowhere' }, 404],
    ['a project that is not there', { scope_type: 'project', scope_id: 'nowhere' }, 404],
    ['another organization', { scope_id: 'another' }, 404],
    ['a kind of resource that there is not', { scope_type: 'resource', scope_id: 'moon/1' }, 422],
    ['a resource without an id', { scope_type: 'resource', scope_id: 'credential/' }, 422],
    [
      'a resource that is not there',
      { scope_type: 'resource', scope_id: 'credential/none', permission: 'sync:run' },
      404,
    ],
    [
      'a permission that the resource does not ask for',
      { scope_type: 'resource', scope_id: 'credential/demo-openai', permission: 'sql:run' },
      422,
    ],
    ['a reason of nothing', { reason: '  ' }, 422],
  ])('cannot name %s', async (_, more, expected) => {
    expect(await status(ask(who.owner, who.viewer, 'vendors:read', more))).toBe(expected)
  })
})

describe('a privileged grant', () => {
  it('waits until another person approves it, who is neither of the two', async () => {
    const { second, admin, owner, viewer } = who
    const wanted = await ask(admin, second, 'events:reveal', { scope_type: 'workspace', scope_id: workspace })
    expect(wanted.body).toMatchObject({ status: 'requested', scope_label: 'Ward', decided_by: null })
    const id = idOf(wanted)
    for (const [by, expected] of [
      [admin, 403],
      [second, 403],
      [viewer, 403],
      [owner, 200],
      [owner, 409],
    ] as const) {
      expect([by.email, await status(decide(by, id, 'approve'))]).toEqual([by.email, expected])
    }
    expect(await grantOf(id)).toMatchObject({ status: 'active', decided_by: owner.email })
    await revoke(owner, id)
  })

  it('gives nothing while it waits, and the permission once it was approved', async () => {
    const wanted = await ask(who.admin, who.viewer, 'roles:write')
    const makes = (name: string) =>
      who.viewer.call('POST', api('/roles'), { name, permissions: ['events:read'] })
    expect(await status(makes('Early'))).toBe(403)
    expect(await status(decide(who.owner, idOf(wanted), 'approve'))).toBe(200)
    expect(await status(makes('Late'))).toBe(201)
    expect(await status(revoke(who.owner, idOf(wanted)))).toBe(200)
    expect(await status(makes('Too late'))).toBe(403)
  })

  it('is approved by nobody who lacks it', async () => {
    const id = idOf(await ask(who.admin, who.viewer, 'audit:export'))
    const answer = await decide(who.keeper, id, 'approve')
    expect([answer.status, answer.body.detail]).toEqual([
      403,
      'You cannot give what you do not hold yourself: audit:export.',
    ])
    expect(await status(decide(who.second, id, 'refuse'))).toBe(200)
    expect(await status(decide(who.second, id, 'approve'))).toBe(409)
    expect(await grantOf(id)).toMatchObject({ status: 'refused' })
  })

  it('runs out after seven days, or when the time that it asks for has come', async () => {
    const old = idOf(await ask(who.admin, who.viewer, 'sso:write'))
    await stack.d1
      .prepare('UPDATE grants SET created_at_ms = created_at_ms - 604800000 WHERE id = ?')
      .bind(old)
      .run()
    const short = idOf(await ask(who.admin, who.viewer, 'sso:write', { expires_at: soon(60_000) }))
    await stack.d1
      .prepare('UPDATE grants SET expires_at_ms = expires_at_ms - 60000 WHERE id = ?')
      .bind(short)
      .run()
    for (const id of [old, short]) {
      expect(await status(decide(who.owner, id, 'approve'))).toBe(409)
      expect(await grantOf(id)).toMatchObject({ status: 'expired' })
    }
    const { body } = await who.admin.call('GET', api('/permissions?status=requested'))
    expect((body.items as Json[]).map(({ id }) => id)).not.toContain(old)
  })

  it('is decided once when two people decide at the same moment', async () => {
    const id = idOf(await ask(who.admin, who.viewer, 'sso:write'))
    const answers = await Promise.all([decide(who.owner, id, 'approve'), decide(who.second, id, 'refuse')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    await revoke(who.owner, id)
  })

  it('goes with whoever asked for it or was to have it', async () => {
    const { leaver } = await people(stack, { leaver: 'admin' })
    const asked = idOf(await ask(leaver, who.viewer, 'sso:write'))
    const wanted = idOf(await ask(who.admin, leaver, 'sso:write'))
    await who.owner.call('DELETE', api(`/orgs/me/users/${leaver.id}`))
    for (const id of [asked, wanted]) expect(await status(decide(who.second, id, 'approve'))).toBe(409)
  })
})

describe('a denial', () => {
  it('beats what the role and every grant allow', async () => {
    expect(await status(detectors(who.viewer))).toBe(200)
    const denied = await ask(who.admin, who.viewer, 'detectors:read', { effect: 'deny' })
    await ask(who.admin, who.viewer, 'detectors:read')
    expect(await status(detectors(who.viewer))).toBe(403)
    expect(await status(revoke(who.admin, idOf(denied)))).toBe(200)
    expect(await status(detectors(who.viewer))).toBe(200)
  })

  it('of a privileged permission holds at once, and whom it is for cannot end it', async () => {
    const denied = await ask(who.owner, who.second, 'events:reveal', { effect: 'deny' })
    expect(denied.body).toMatchObject({ status: 'active' })
    expect(await status(revoke(who.second, idOf(denied)))).toBe(403)
    expect(await status(ask(who.second, who.viewer, 'events:reveal'))).toBe(403)
    expect(await status(revoke(who.owner, idOf(denied)))).toBe(200)
  })

  it('cannot be put on an owner, by anybody', async () => {
    const { heir } = await people(stack, { heir: 'owner' })
    expect(await status(ask(who.admin, heir, 'roles:write', { effect: 'deny' }))).toBe(403)
    expect(await status(ask(who.owner, heir, 'roles:write', { effect: 'deny' }))).toBe(403)
  })

  it('in one workspace keeps from giving what reaches into it, so that no accomplice reads it for them', async () => {
    const { partial } = await people(stack, { partial: 'admin' })
    const barred = { effect: 'deny', scope_type: 'workspace', scope_id: workspace }
    expect(await status(ask(who.owner, partial, 'events:read', barred))).toBe(201)
    const elsewhere = idOf(await who.owner.call('POST', api('/workspaces'), { name: 'Elsewhere' }))
    for (const [scope, expected] of [
      [{}, 403],
      [{ scope_type: 'workspace', scope_id: workspace }, 403],
      [{ scope_type: 'project', scope_id: project }, 403],
      [{ scope_type: 'resource', scope_id: 'event/any' }, 403],
      [{ scope_type: 'workspace', scope_id: elsewhere }, 201],
    ] as const) {
      expect([scope, await status(ask(partial, who.auditor, 'events:read', scope))]).toEqual([
        scope,
        expected,
      ])
    }
    const role = { name: 'Accomplice', permissions: ['events:read'] }
    expect(await status(partial.call('POST', api('/roles'), role))).toBe(403)
    const raised = partial.call('PATCH', api(`/orgs/me/users/${who.auditor.id}`), { role: 'viewer' })
    expect(await status(raised)).toBe(403)
  })

  it('on a project leaves the rest of its workspace', async () => {
    const { editor } = await people(stack, { editor: 'auditor' })
    await who.admin.call('PUT', api(`/workspaces/${workspace}/members/${editor.id}`), { role: 'editor' })
    const renames = () => status(editor.call('PATCH', api(`/projects/${project}`), { name: 'Mine' }))
    expect(await renames()).toBe(200)
    const denied = await ask(who.admin, editor, 'workspaces:write', {
      effect: 'deny',
      scope_type: 'project',
      scope_id: project,
    })
    expect(denied.body).toMatchObject({ scope_label: 'Mine' })
    expect(await renames()).toBe(403)
    expect(
      await status(editor.call('POST', api('/projects'), { workspace_id: workspace, name: 'Other' })),
    ).toBe(201)
  })
})

describe('a single resource', () => {
  it('may be opened to somebody who has the permission nowhere else', async () => {
    const sync = (id: string) => status(who.viewer.call('POST', api(`/collector/sync/${id}`)))
    expect(await sync('demo-openai')).toBe(403)
    await ask(who.admin, who.viewer, 'sync:run', {
      scope_type: 'resource',
      scope_id: 'credential/demo-openai',
    })
    expect([await sync('demo-openai'), await sync('demo-anthropic'), await sync('none')]).toEqual([
      200, 403, 403,
    ])
  })

  it('may be closed to somebody who has the permission everywhere', async () => {
    const patch = (role: string) =>
      status(who.second.call('PATCH', api(`/roles/${role}`), { description: 'changed' }))
    const [one, two] = await Promise.all(
      ['One', 'Two'].map(async (name) =>
        idOf(await who.owner.call('POST', api('/roles'), { name, permissions: [] })),
      ),
    )
    await ask(who.admin, who.second, 'roles:write', {
      effect: 'deny',
      scope_type: 'resource',
      scope_id: `role/${one}`,
    })
    expect([await patch(String(one)), await patch(String(two))]).toEqual([403, 200])
    const denied = await ask(who.admin, who.second, 'members:write', {
      effect: 'deny',
      scope_type: 'resource',
      scope_id: `member/${who.viewer.id}`,
    })
    expect(denied.status).toBe(201)
    expect(
      await status(who.second.call('PATCH', api(`/orgs/me/users/${who.viewer.id}`), { role: 'viewer' })),
    ).toBe(403)
    expect(
      await status(who.second.call('PUT', api('/team'), { user_id: who.viewer.id, role: 'viewer' })),
    ).toBe(403)
    expect(
      await status(who.second.call('PATCH', api(`/orgs/me/users/${who.auditor.id}`), { role: 'auditor' })),
    ).toBe(200)
  })
})

describe('grants in one workspace', () => {
  it('are given by who holds the permission there, and only there', async () => {
    const { local, helper } = await people(stack, { local: 'auditor', helper: 'auditor' })
    const made = await who.owner.call('POST', api('/roles'), {
      name: 'Local keeper',
      permissions: ['roles:write', 'events:read', 'workspaces:write'],
    })
    await who.owner.call('PUT', api(`/workspaces/${workspace}/members/${local.id}`), { role: idOf(made) })
    const here = { scope_type: 'workspace', scope_id: workspace }
    const inside = { scope_type: 'project', scope_id: project }
    expect(await status(ask(local, helper, 'events:read'))).toBe(403)
    expect(await status(ask(local, helper, 'costs:read', here))).toBe(403)
    expect(await status(ask(local, helper, 'events:read', here))).toBe(201)
    const given = await ask(local, helper, 'events:read', inside)
    expect(given.status).toBe(201)
    expect(await status(revoke(local, idOf(given)))).toBe(200)
    const wide = idOf(await ask(who.admin, helper, 'events:read'))
    expect(await status(revoke(local, wide))).toBe(403)
  })

  it('end with the workspace', async () => {
    const gone = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Gone' }))
    const id = idOf(
      await ask(who.admin, who.viewer, 'costs:read', { scope_type: 'workspace', scope_id: gone }),
    )
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${gone}`)))).toBe(200)
    expect(await grantOf(id)).toMatchObject({ status: 'revoked', scope_label: gone })
  })
})

describe('the list', () => {
  it('comes in pages, newest first, with roles and the table of routes', async () => {
    const all: string[] = []
    let cursor = ''
    do {
      const { body } = await who.admin.call(
        'GET',
        api(`/permissions?limit=7${cursor && `&cursor=${cursor}`}`),
      )
      all.push(...(body.items as Json[]).map(({ created_at, id }) => `${created_at} ${id}`))
      cursor = body.next_cursor === null ? '' : String(body.next_cursor)
      expect((body.roles as Json[]).length).toBeGreaterThan(8)
      const row = (body.routes as Json[]).find(
        ({ method, path }) => method === 'DELETE' && path === '/workspaces/:id',
      )
      expect(row).toMatchObject({ permission: 'workspaces:write', access: 'where the permission holds' })
      expect(row?.roles).toEqual(expect.arrayContaining(['owner', 'admin']))
    } while (cursor !== '')
    expect(all).toEqual(all.toSorted().toReversed())
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(14)
    expect(await status(who.viewer.call('GET', api('/permissions')))).toBe(403)
  })
})
