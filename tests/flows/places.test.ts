import { describe, expect, it } from 'vitest'
import { api, idOf, status } from '../support/asking.ts'
import { outcomesOf } from '../support/audit.ts'
import { company } from '../support/company.ts'
import type { Json } from '../support/stack.ts'

const here = company({
  owner: 'owner',
  admin: 'admin',
  viewer: 'viewer',
  editor: 'auditor',
  newcomer: 'auditor',
})
const { who } = here

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
    await here.stack.d1.prepare(`UPDATE api_keys SET project_id = ?`).bind(project).run()
    expect(await status(who.admin.call('DELETE', api(`/projects/${project}`)))).toBe(409)
    await here.stack.d1.prepare(`UPDATE api_keys SET project_id = NULL`).run()
    expect(await status(who.admin.call('DELETE', api(`/projects/${project}`)))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${workspace}`)))).toBe(200)
    expect(await status(who.admin.call('DELETE', api(`/workspaces/${workspace}`)))).toBe(404)
    expect(await outcomesOf(who.owner, 'workspace.deleted', `workspace:${workspace}`)).toContain('succeeded')
  })

  it('count the vendors’ projects that those who look after the whole organization give them, each once', async () => {
    const made = async (name: string) => idOf(await who.admin.call('POST', api('/workspaces'), { name }))
    const [one, two] = [await made('One'), await made('Two')]
    const give = (id: string, vendor_projects: string[], by = who.admin) =>
      by.call('PATCH', api(`/workspaces/${id}`), { vendor_projects })
    expect((await give(one, [' Apollo ', 'proj_1'])).body).toMatchObject({
      name: 'One',
      vendor_projects: ['Apollo', 'proj_1'],
    })
    const refused = await give(two, ['APOLLO'])
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringContaining('APOLLO counts for another workspace already.'),
    ])
    expect(await status(give(one, ['apollo']))).toBe(200)
    expect(await status(give(one, [' ']))).toBe(422)
    await who.admin.call('PUT', api(`/workspaces/${two}/members/${who.editor.id}`), { role: 'editor' })
    expect(await status(who.editor.call('PATCH', api(`/workspaces/${two}`), { name: 'Three' }))).toBe(200)
    expect(await status(give(two, ['Zeus'], who.editor))).toBe(403)
    const { body } = await who.admin.call('GET', api('/workspaces'))
    const told = (body.items as Json[]).filter(({ id }) => id === one || id === two)
    expect(told.map(({ vendor_projects }) => vendor_projects)).toEqual([['apollo'], []])
    for (const id of [one, two])
      expect(await status(who.admin.call('DELETE', api(`/workspaces/${id}`)))).toBe(200)
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

  it.each(['/workspaces', '/projects'])(
    'are listed at %s in pages, each once, in the order of their making',
    async (path) => {
      const workspaceId = idOf(await who.admin.call('POST', api('/workspaces'), { name: 'Paged' }))
      for (const name of ['First', 'Second', 'Third'])
        await who.admin.call('POST', api(path), {
          name,
          ...(path === '/projects' ? { workspace_id: workspaceId } : {}),
        })
      const whole = await who.admin.call('GET', api(`${path}?limit=200`))
      expect(whole.body.next_cursor).toBeNull()
      const seen: Json[] = []
      let cursor = ''
      do {
        const { body } = await who.admin.call('GET', api(`${path}?limit=2${cursor}`))
        expect((body.items as Json[]).length).toBeLessThanOrEqual(2)
        seen.push(...(body.items as Json[]))
        cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`
      } while (cursor !== '' && seen.length < 50)
      expect(seen).toEqual(whole.body.items)
      expect(seen.slice(-3).map(({ name }) => name)).toEqual(['First', 'Second', 'Third'])
    },
  )

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
