import { describe, expect, it } from 'vitest'
import { stream, vendorAt, window } from '../../../tests/support/openai-wire.ts'
import type { Reply } from '../../../tests/support/vendor-wire.ts'
import type { PulledPage } from '../vendor.ts'

describe('OpenAI inventory', () => {
  const list = (data: { id: string }[], hasMore = false) => ({
    body: { object: 'list', data, has_more: hasMore, last_id: data.at(-1)?.id ?? null },
  })
  const org = '/v1/organization'

  async function pullAll(answer: (url: URL) => Reply): Promise<{ pages: PulledPage[]; asked: string[] }> {
    const { ctx, seen } = await vendorAt(answer)
    const pages: PulledPage[] = []
    let cursor: string | null = null
    do {
      const result = await stream('inventory').pull(ctx, { ...window, page: cursor })
      if (!result.ok) throw new Error(result.failure.tag)
      pages.push(result.value)
      cursor = result.value.nextPage
    } while (cursor !== null)
    return { pages, asked: seen.map((url) => `${url.pathname}${url.search}`) }
  }

  it('reads users, projects, and each project’s keys and service accounts, page by page', async () => {
    const answers: Record<string, Reply> = {
      [`${org}/users?limit=100`]: list(
        [{ id: 'user-1', name: 'Dana', email: 'dana@example.com' } as never],
        true,
      ),
      [`${org}/users?limit=100&after=user-1`]: list([
        { id: 'user-2', name: '', email: null } as never,
        { name: 'x' } as never,
      ]),
      [`${org}/projects?limit=100&include_archived=true`]: list([
        { id: 'proj_1', name: 'Support bot' } as never,
        { id: 'proj_2', name: null } as never,
      ]),
      [`${org}/projects/proj_1/api_keys?limit=100`]: list(
        [
          {
            id: 'key_1',
            name: 'laptop',
            owner: { type: 'user', user: { id: 'user-1', name: 'Dana', email: 'dana@example.com' } },
          } as never,
        ],
        true,
      ),
      [`${org}/projects/proj_1/api_keys?limit=100&after=key_1`]: list([
        {
          id: 'key_2',
          name: 'prod',
          owner: { type: 'service_account', service_account: { id: 'svcacct-1', name: 'bot' } },
        } as never,
        { id: 'key_3', name: 'orphan', owner: null } as never,
      ]),
      [`${org}/projects/proj_1/service_accounts?limit=100`]: list([
        { id: 'svcacct-1', name: 'bot' } as never,
      ]),
      [`${org}/projects/proj_2/service_accounts?limit=100`]: list([]),
    }
    const { pages, asked } = await pullAll(
      (url) => answers[`${url.pathname}${url.search}`] ?? { status: 404, body: {} },
    )
    expect(pages.flatMap(({ inventory }) => inventory)).toEqual([
      { type: 'actor', ref: 'user-1', email: 'dana@example.com', name: 'Dana' },
      { type: 'actor', ref: 'user-2', email: null, name: 'user-2' },
      { type: 'project', ref: 'proj_1', name: 'Support bot' },
      { type: 'project', ref: 'proj_2', name: 'proj_2' },
      { type: 'actor', ref: 'key_1', email: 'dana@example.com', name: 'Dana', ownerRef: 'user-1' },
      { type: 'actor', ref: 'key_2', email: null, name: 'bot', ownerRef: 'svcacct-1' },
      { type: 'actor', ref: 'key_3', email: null, name: 'orphan' },
      { type: 'actor', ref: 'svcacct-1', email: null, name: 'bot' },
    ])
    expect(pages[1]).toMatchObject({ rows: 2, skipped: [{ reason: 'malformed_row', count: 1 }] })
    // The list of projects is asked for once more, to walk along; a project without keys is passed by.
    expect(asked.filter((path) => path.startsWith(`${org}/projects?`))).toHaveLength(2)
    expect(asked.at(-2)).toBe(`${org}/projects/proj_2/api_keys?limit=100`)
  })

  it('ends after the projects where there are none', async () => {
    const { pages, asked } = await pullAll(() => list([]))
    expect(pages.flatMap(({ inventory }) => inventory)).toEqual([])
    expect(asked.filter((path) => path.startsWith(`${org}/projects/`))).toEqual([])
  })

  it('goes on where a run was cut off', async () => {
    const { ctx, seen } = await vendorAt((url) =>
      list(url.pathname.endsWith('/projects') ? [{ id: 'proj_1' }, { id: 'proj_2' }] : []),
    )
    const page = 'of_project:service_accounts:proj_1:svcacct-9'
    const result = await stream('inventory').pull(ctx, { ...window, page })
    expect(seen.at(-1)?.search).toBe('?limit=100&after=svcacct-9')
    expect(result).toMatchObject({ ok: true, value: { nextPage: 'of_project:api_keys:proj_2:' } })
  })

  it('walks along every page of the projects', async () => {
    const { pages, asked } = await pullAll((url) => {
      if (!url.pathname.endsWith('/projects')) return list([])
      return url.searchParams.has('after') ? list([{ id: 'proj_2' }]) : list([{ id: 'proj_1' }], true)
    })
    expect(pages.flatMap(({ inventory }) => inventory).map(({ ref }) => ref)).toEqual(['proj_1', 'proj_2'])
    expect(asked.filter((path) => path.startsWith(`${org}/projects?`))).toEqual([
      `${org}/projects?limit=100&include_archived=true`,
      `${org}/projects?limit=100&after=proj_1&include_archived=true`,
      `${org}/projects?limit=100&include_archived=true`,
      `${org}/projects?limit=100&after=proj_1&include_archived=true`,
    ])
    expect(asked.filter((path) => path.startsWith(`${org}/projects/`))).toEqual([
      `${org}/projects/proj_1/api_keys?limit=100`,
      `${org}/projects/proj_1/service_accounts?limit=100`,
      `${org}/projects/proj_2/api_keys?limit=100`,
      `${org}/projects/proj_2/service_accounts?limit=100`,
    ])
  })

  it('counts the rows of a project’s list, and keeps what was answered', async () => {
    const answer = {
      data: [{ id: 'key_1', name: '', owner: { user: { id: 'u', email: 'd@x.io' } } }, { id: '' }],
    }
    const { ctx } = await vendorAt((url) =>
      url.pathname.endsWith('/projects') ? list([{ id: 'proj_1' }]) : { body: answer },
    )
    const result = await stream('inventory').pull(ctx, { ...window, page: 'of_project:' })
    expect(result).toMatchObject({
      ok: true,
      value: {
        inventory: [{ ref: 'key_1', name: 'd@x.io', email: 'd@x.io', ownerRef: 'u' }],
        rows: 2,
        skipped: [{ reason: 'malformed_row', count: 1 }],
        raw: JSON.stringify(answer),
      },
    })
  })

  const projects = (url: URL): boolean => url.pathname.endsWith('/projects')
  it.each([
    [
      'the projects are refused',
      (url: URL) => (projects(url) ? { status: 403, body: {} } : list([])),
      'forbidden',
    ],
    [
      'a project’s keys are refused',
      (url: URL) => (projects(url) ? list([{ id: 'proj_1' }]) : { status: 403, body: {} }),
      'forbidden',
    ],
    [
      'the list of projects has no end',
      (url: URL) => list([{ id: `${url.searchParams.get('after') ?? 'proj'}1` }], projects(url)),
      'bad_json',
    ],
    [
      'a project’s keys go on at the key just given',
      (url: URL) => (projects(url) ? list([{ id: 'proj_1' }]) : list([{ id: 'key_1' }], true)),
      'bad_json',
    ],
  ])('says so when %s', async (_what, answer, tag) => {
    const { ctx, seen } = await vendorAt(answer)
    const page = 'of_project:api_keys:proj_1:key_1'
    expect(await stream('inventory').pull(ctx, { ...window, page })).toMatchObject({
      ok: false,
      failure: { tag },
    })
    expect(seen.length).toBeLessThanOrEqual(100)
  })

  it.each([
    ['without a last id', { data: [], has_more: true }],
    ['at the id just given', { data: [], has_more: true, last_id: 'user-1' }],
  ])('stops at a list that goes on %s', async (_what, body) => {
    const { ctx } = await vendorAt(() => ({ body }))
    const result = await stream('inventory').pull(ctx, { ...window, page: 'users:user-1' })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})
