import { describe, expect, it } from 'vitest'
import { api, status } from '../support/asking.ts'
import { company } from '../support/company.ts'
import { roleOf } from '../support/people.ts'
import type { Json } from '../support/stack.ts'

const { who } = company({
  owner: 'owner',
  viewer: 'viewer',
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
