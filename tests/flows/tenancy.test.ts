import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../support/audit.ts'
import { type Person, people } from '../support/people.ts'
import { type Answer, type Json, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let who: Record<
  'owner' | 'admin' | 'other' | 'analyst' | 'member' | 'viewer' | 'leaver' | 'editor' | 'newcomer',
  Person
>

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, {
    owner: 'owner',
    admin: 'admin',
    other: 'admin',
    analyst: 'analyst',
    member: 'member',
    viewer: 'viewer',
    leaver: 'viewer',
    editor: 'auditor',
    newcomer: 'auditor',
  })
  // One owner only, so that the rules of the last one can be seen.
  await stack.d1
    .prepare(
      `UPDATE memberships SET role = 'admin' WHERE user_id IN (SELECT id FROM users WHERE email = 'owner@demo.test')`,
    )
    .run()
})
afterAll(() => stack.end())

const api = (path: string): string => `/api/v1${path}`
const status = async (answer: Promise<Answer>): Promise<number> => (await answer).status
const idOf = (answer: Answer): string => String(answer.body.id)
const setRole = (by: Person, of: Person, role: string) =>
  by.call('PATCH', api(`/orgs/me/users/${of.id}`), { role })
const roleOf = async (of: Person): Promise<unknown> => {
  const { body } = await of.call('GET', '/auth/me')
  return (body.user as { role: string }).role
}
const outcomes = async (action: string, target: string) =>
  (await audited(who.owner, { action, target })).map(({ outcome }) => outcome)

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
    expect(await outcomes('member.role_changed', `user:${who.viewer.id}`)).toEqual(['succeeded', 'succeeded'])
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
    const { results } = await stack.d1
      .prepare(`SELECT (SELECT count(*) FROM scoped_members WHERE user_id = ?1) AS scoped,
        (SELECT count(*) FROM grants WHERE subject_id = ?1 AND status = 'active') AS granted,
        (SELECT count(*) FROM sessions WHERE user_id = ?1 AND revoked_at_ms IS NULL) AS open`)
      .bind(who.leaver.id)
      .all()
    expect(results).toEqual([{ scoped: 0, granted: 0, open: 0 }])
    expect(await status(who.admin.call('DELETE', api(`/orgs/me/users/${who.leaver.id}`)))).toBe(404)
  })
})

describe('escalation is refused', () => {
  it('when an admin makes themselves an owner, or anybody else', async () => {
    expect(await status(setRole(who.admin, who.admin, 'owner'))).toBe(403)
    expect(await status(setRole(who.admin, who.other, 'owner'))).toBe(403)
    expect(await roleOf(who.admin)).toBe('admin')
    expect(await outcomes('member.role_changed', `user:${who.admin.id}`)).toHaveLength(1)
  })

  it('when a member edits their own membership', async () => {
    for (const person of [who.member, who.viewer, who.analyst]) {
      expect(await status(setRole(person, person, 'admin'))).toBe(403)
      expect(await status(person.call('PUT', api('/team'), { user_id: person.id, role: 'owner' }))).toBe(403)
    }
    expect(await outcomes('member.role_changed', who.member.id)).toEqual(['denied'])
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
    const { results } = await stack.d1
      .prepare(
        `SELECT count(*) AS owners FROM memberships WHERE role = 'owner' AND org_id = (SELECT org_id FROM memberships WHERE user_id = ?)`,
      )
      .bind(who.owner.id)
      .all()
    expect([results, answers.map(({ status }) => status).toSorted()[0]]).toEqual([[{ owners: 1 }], 200])
    await stack.d1.batch([
      stack.d1.prepare(`UPDATE memberships SET role = 'owner' WHERE user_id = ?`).bind(who.owner.id),
      stack.d1.prepare(`UPDATE memberships SET role = 'admin' WHERE user_id = ?`).bind(who.other.id),
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
    const { id, secret } = stack.secrets.demoApiKey
    await stack.d1
      .prepare(
        `UPDATE api_keys SET scopes = '["members:write","members:read","roles:write","events:read","sql:run"]' WHERE id = ?`,
      )
      .bind(id)
      .run()
    const key = `afk_${id}_${secret}`
    const byKey = (method: string, path: string, body: Json) =>
      status(stack.call(method, api(path), { key, body }))
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
    expect(await status(stack.call('GET', api('/team'), { key }))).toBe(200)
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
    await stack.d1
      .prepare(`UPDATE users SET password_expires_at_ms = 1 WHERE id = ?`)
      .bind(who.newcomer.id)
      .run()
    expect(
      await status(who.owner.call('POST', api('/orgs/me/ownership'), { user_id: who.newcomer.id })),
    ).toBe(409)
    await stack.d1
      .prepare(`UPDATE users SET password_expires_at_ms = NULL WHERE id = ?`)
      .bind(who.newcomer.id)
      .run()
  })
})

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
    await stack.d1
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

describe('workspaces and projects', () => {
  it('are made, renamed and deleted from the inside out', async () => {
    const made = await who.admin.call('POST', api('/workspaces'), {
      name: ' Clinic ',
      environment: 'staging',
    })
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({
        name: 'Clinic',
        environment: 'staging',
        region: 'us',
        projects: 0,
        members: 0,
      }),
    ])
    const workspace = idOf(made)
    const project = idOf(
      await who.admin.call('POST', api('/projects'), { workspace_id: workspace, name: 'Chart' }),
    )
    expect(
      (await who.admin.call('PATCH', api(`/workspaces/${workspace}`), { name: 'Ward' })).body,
    ).toMatchObject({ name: 'Ward', environment: 'staging', projects: 1 })
    expect(
      (await who.admin.call('PATCH', api(`/projects/${project}`), { name: 'Notes' })).body,
    ).toMatchObject({ name: 'Notes', workspace_id: workspace })
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${workspace}`)))).toBe(409)
    await stack.d1.prepare(`UPDATE api_keys SET project_id = ?`).bind(project).run()
    expect(await status(who.admin.call('DELETE', api(`/projects/${project}`)))).toBe(409)
    await stack.d1.prepare(`UPDATE api_keys SET project_id = NULL`).run()
    expect(await status(who.admin.call('DELETE', api(`/projects/${project}`)))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${workspace}`)))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${workspace}`)))).toBe(404)
    expect(await outcomes('workspace.deleted', `workspace:${workspace}`)).toContain('succeeded')
  })

  it('lie only in a region that is served', async () => {
    expect(await status(who.admin.call('POST', api('/workspaces'), { name: 'Far', region: 'mars' }))).toBe(
      422,
    )
    expect(await status(who.admin.call('POST', api('/workspaces'), { name: 'Far', region: 'us' }))).toBe(201)
  })

  it('are looked after by their editors, who reach nothing else', async () => {
    const mine = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Mine' }))
    const theirs = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Theirs' }))
    const inTheirs = idOf(await who.admin.call('POST', api('/projects'), { workspace_id: theirs, name: 'P' }))
    const { editor, viewer } = who
    expect(await status(editor.call('GET', api('/workspaces')))).toBe(403)
    await who.admin.call('PUT', api(`/workspaces/${mine}/members/${editor.id}`), { role: 'editor' })
    const { body } = await editor.call('GET', api('/workspaces'))
    expect((body.items as Json[]).map(({ id }) => id)).toEqual([mine])

    const project = idOf(await editor.call('POST', api('/projects'), { workspace_id: mine, name: 'New' }))
    expect(((await editor.call('GET', api('/projects'))).body.items as Json[]).map(({ id }) => id)).toEqual([
      project,
    ])
    expect(await status(editor.call('PATCH', api(`/workspaces/${mine}`), { name: 'Ours' }))).toBe(200)
    expect(await status(editor.call('PATCH', api(`/workspaces/${mine}`), { environment: 'test' }))).toBe(403)
    expect(await status(editor.call('DELETE', api(`/workspaces/${mine}`)))).toBe(403)
    for (const path of [`/workspaces/${mine}`, `/projects/${project}`]) {
      expect(
        (await editor.call('PUT', api(`${path}/members/${viewer.id}`), { role: 'viewer' })).body,
      ).toMatchObject({
        items: expect.arrayContaining([
          expect.objectContaining({ user_id: viewer.id, role_label: 'Viewer' }),
        ]),
      })
      expect(await status(editor.call('DELETE', api(`${path}/members/${viewer.id}`)))).toBe(200)
      expect(await status(editor.call('DELETE', api(`${path}/members/${viewer.id}`)))).toBe(404)
      expect(await status(editor.call('PUT', api(`${path}/members/${editor.id}`), { role: 'editor' }))).toBe(
        403,
      )
      expect(await status(editor.call('PUT', api(`${path}/members/nobody`), { role: 'viewer' }))).toBe(404)
      expect(await status(editor.call('PUT', api(`${path}/members/${viewer.id}`), { role: 'admin' }))).toBe(
        422,
      )
    }
    for (const [method, path, sent] of [
      ['POST', '/workspaces', { name: 'More' }],
      ['POST', '/projects', { workspace_id: theirs, name: 'x' }],
      ['PATCH', `/workspaces/${theirs}`, { name: 'x' }],
      ['GET', `/workspaces/${theirs}/members`, undefined],
      ['PUT', `/workspaces/${theirs}/members/${viewer.id}`, { role: 'viewer' }],
      ['DELETE', `/workspaces/${theirs}/members/${viewer.id}`, undefined],
      ['PATCH', `/projects/${inTheirs}`, { name: 'x' }],
      ['DELETE', `/projects/${inTheirs}`, undefined],
      ['GET', `/projects/${inTheirs}/members`, undefined],
      ['PUT', `/projects/${inTheirs}/members/${viewer.id}`, { role: 'viewer' }],
    ] as const) {
      expect([method, path, await status(editor.call(method, api(path), sent))]).toEqual([method, path, 403])
    }
    const reveal = idOf(
      await who.owner.call('POST', api('/roles'), { name: 'Revealer', permissions: ['events:reveal'] }),
    )
    const given = await editor.call('PUT', api(`/workspaces/${mine}/members/${viewer.id}`), { role: reveal })
    expect([given.status, given.body.detail]).toEqual([
      403,
      'You cannot give what you do not hold yourself: events:reveal.',
    ])
    await who.owner.call('PUT', api(`/workspaces/${mine}/members/${viewer.id}`), { role: reveal })
    expect(await status(editor.call('DELETE', api(`/workspaces/${mine}/members/${viewer.id}`)))).toBe(403)
    await who.owner.call('DELETE', api(`/workspaces/${mine}/members/${viewer.id}`))
  })

  it('are shown to the member of a project alone, with its workspace around it', async () => {
    const around = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Around' }))
    const inner = idOf(
      await who.admin.call('POST', api('/projects'), { workspace_id: around, name: 'Inner' }),
    )
    await who.admin.call('POST', api('/projects'), { workspace_id: around, name: 'Sibling' })
    await who.admin.call('PUT', api(`/projects/${inner}/members/${who.newcomer.id}`), { role: 'viewer' })
    const seen = async (path: string) =>
      ((await who.newcomer.call('GET', api(path))).body.items as Json[]).map(({ id }) => id)
    expect([await seen('/workspaces'), await seen('/projects')]).toEqual([[around], [inner]])
    expect(await seen(`/projects?workspace_id=${inner}`)).toEqual([])
  })
})

describe('every string field', () => {
  const hostile = [
    `'; DROP TABLE memberships; --`,
    `" OR 1=1 --`,
    '\u0000',
    '$' + '{jndi:ldap://x}',
    '\r\nSet-Cookie: a=b',
    '../../etc',
    '<script>',
  ]
  const bodies = (text: string): [string, string, Json][] => [
    ['PATCH', '/orgs/me/users/x', { role: text }],
    ['PATCH', `/orgs/me/users/${encodeURIComponent(text.slice(0, 500))}`, { role: 'viewer' }],
    ['PUT', '/team', { user_id: text, role: text }],
    ['POST', '/orgs/me/ownership', { user_id: text }],
    ['POST', '/orgs/me/delete', { confirm: text }],
    ['POST', '/workspaces', { name: 'n', region: text }],
    ['POST', '/workspaces', { name: 'n', environment: text }],
    ['POST', '/projects', { name: 'n', workspace_id: text }],
    ['PUT', `/workspaces/${encodeURIComponent(text.slice(0, 500))}/members/x`, { role: text }],
    ['POST', '/roles', { name: 'n', permissions: [text] }],
    ['POST', '/permissions', { subject_type: 'user', subject_id: text, permission: 'sql:run', reason: 'r' }],
    [
      'POST',
      '/permissions',
      {
        subject_type: 'user',
        subject_id: who.viewer.id,
        permission: 'sql:run',
        reason: 'r',
        scope_type: 'workspace',
        scope_id: text,
      },
    ],
    [
      'POST',
      '/permissions',
      {
        subject_type: 'user',
        subject_id: who.viewer.id,
        permission: 'sync:run',
        reason: 'r',
        scope_type: 'resource',
        scope_id: `credential/${text}`,
      },
    ],
    ['DELETE', `/permissions/${encodeURIComponent(text.slice(0, 500))}`, {}],
    [
      'GET',
      `/permissions?subject_id=${encodeURIComponent(text.slice(0, 2000))}&cursor=${encodeURIComponent(text.slice(0, 2000))}`,
      {},
    ],
    ['GET', `/projects?workspace_id=${encodeURIComponent(text.slice(0, 2000))}`, {}],
  ]

  it.each(hostile)('takes %j as text and nothing else', async (text) => {
    for (const [method, path, body] of bodies(text)) {
      const answer = await who.owner.call(method, api(path), method === 'GET' ? undefined : body)
      expect([method, path, [200, 400, 404, 422].includes(answer.status)]).toEqual([method, path, true])
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    const named = await who.owner.call('POST', api('/roles'), {
      name: `Role ${text}`,
      description: text,
      permissions: [],
    })
    // A name is one line of text; whatever else it holds is kept as it is.
    const isOneLine = !/\p{Cc}/u.test(text)
    expect([named.status, named.body.label]).toEqual(
      isOneLine ? [201, `Role ${text}`.trim()] : [422, undefined],
    )
    expect(await roleOf(who.owner)).toBe('owner')
  })

  it('refuses a megabyte in each with 422', async () => {
    const long = 'x'.repeat(1_000_000)
    for (const [method, path, body] of bodies(long)) {
      if (method === 'GET' || method === 'DELETE' || path.includes('xxx')) continue
      expect([path, await status(who.owner.call(method, api(path), body))]).toEqual([path, 422])
    }
    for (const [method, path, body] of [
      ['PATCH', '/orgs/me', { name: long }],
      ['POST', '/workspaces', { name: long }],
      ['POST', '/roles', { name: 'n', description: long, permissions: [] }],
      [
        'POST',
        '/permissions',
        { subject_type: 'user', subject_id: 'x', permission: 'sql:run', reason: long },
      ],
    ] as const) {
      expect([path, await status(who.owner.call(method, api(path), body))]).toEqual([path, 422])
    }
  })
})

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
    expect(await status(who.viewer.call('GET', '/auth/me'))).toBe(200)
    const here = '(SELECT org_id FROM memberships WHERE user_id = ?1)'
    await stack.d1.batch([
      stack.d1.prepare(`INSERT INTO users (id, email, name, password_hash, password_expires_at_ms, created_at_ms)
        VALUES ('invited', 'invited@people.test', '', '', 1, 1), ('also', 'also@people.test', '', '', NULL, 1)`),
      stack.d1
        .prepare(`INSERT INTO memberships (org_id, user_id, role, created_at_ms)
          VALUES (${here}, 'also', 'viewer', 1), ('elsewhere', 'also', 'viewer', 1)`)
        .bind(who.owner.id),
      stack.d1
        .prepare(`INSERT INTO invitations (id, org_id, user_id, email, role, status, token_hash, invited_by, created_at_ms, expires_at_ms)
          VALUES ('i1', ${here}, 'invited', '', 'viewer', 'pending', 'h1', '', 1, 1)`)
        .bind(who.owner.id),
    ])
    expect(await status(who.owner.call('POST', api('/orgs/me/delete'), { confirm: 'Renamed' }))).toBe(200)
    for (const person of [who.owner, who.admin, who.viewer])
      expect(await status(person.call('GET', '/auth/me'))).toBe(401)
    expect(await status(stack.call('GET', api('/events')))).toBe(401)
    await expect(stack.signIn('viewer@people.test')).rejects.toThrow('401')
    const { results } = await stack.d1
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
