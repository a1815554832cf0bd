import { describe, expect, it } from 'vitest'
import { azure, metricsBody, resourceId, window } from '../../../tests/support/azure-wire.ts'
import { pullAll, pulled, refused, streamOf } from '../../../tests/support/vendor-pages.ts'
import { azureOpenai } from './azure-openai.ts'

const resource = (name: string, kind = 'OpenAI') => ({
  id: resourceId.replace('Acme-AOAI', name),
  name,
  kind,
  location: 'x',
})
const isAccounts = ({ pathname }: URL) => pathname.endsWith('/accounts')
const isDeployments = ({ pathname }: URL) => pathname.endsWith('/deployments')
const names = async (lists: Parameters<typeof azure>[0]['lists']) => {
  const { ctx } = await azure({ ...(lists ? { lists } : {}) })
  return (await pulled(azureOpenai, 'inventory', ctx, window)).inventory.map(({ name }) => name)
}
/** The address of the page after this one. */
const pageAfter = (url: URL): string => {
  const next = new URL(url)
  next.searchParams.set('skip', String(Number(url.searchParams.get('skip')) + 1))
  return next.href
}

describe('a list of the management API', () => {
  it('is asked for in the version whose shape is read, as is that of deployments', async () => {
    const { ctx, calls } = await azure({})
    await pulled(azureOpenai, 'usage', ctx, window)
    const lists = calls.map(({ url }) => url).filter((url) => isAccounts(url) || isDeployments(url))
    expect(lists.map(({ pathname, search }) => [pathname.split('/').at(-1), search])).toEqual([
      ['accounts', '?api-version=2024-10-01'],
      ['deployments', '?api-version=2024-10-01'],
    ])
  })

  it('is read page after page, whatever stands where the last one ends', async () => {
    for (const end of [{}, { nextLink: null }, { nextLink: '' }]) {
      const lists = (url: URL) => {
        const page = Number(url.searchParams.get('skip'))
        const more = page < 2 ? { nextLink: pageAfter(url) } : end
        return isAccounts(url) ? { body: { value: [resource(`r${page}`)], ...more } } : null
      }
      expect(await names(lists)).toEqual(['r0', 'r1', 'r2'])
    }
  })

  it('keeps what serves models, and passes over what has no path for an id', async () => {
    const value = [
      resource('one'),
      resource('two', 'AIServices'),
      resource('three', 'FormRecognizer'),
      { ...resource('four'), kind: null },
      { ...resource('five'), id: 'elsewhere' },
    ]
    expect(await names((url) => (isAccounts(url) ? { body: { value } } : null))).toEqual(['one', 'two'])
  })

  it('that goes on without end is given up after fifty pages', async () => {
    const endless = (url: URL) => ({ body: { value: [], nextLink: pageAfter(url) } })
    const { ctx, calls } = await azure({ lists: endless })
    expect(await refused(azureOpenai, 'inventory', ctx, window)).toEqual({
      tag: 'bad_json',
      reason: 'a list goes on without end',
    })
    expect(calls.filter(({ url }) => isAccounts(url))).toHaveLength(50)
  })

  it.each([
    ['another shape', { value: {} }, 'the list has another shape'],
    ['a next page that is no address', { value: [], nextLink: 'next' }, 'the list has another shape'],
    ['itself as its next page', null, 'the page repeats itself'],
  ])('with %s is refused', async (_, body, reason) => {
    const lists = (url: URL) => ({ body: body ?? { value: [], nextLink: url.href } })
    const { ctx } = await azure({ lists })
    expect(await refused(azureOpenai, 'inventory', ctx, window)).toEqual({ tag: 'bad_json', reason })
  })

  it('may have as many as fifty pages', async () => {
    const lists = (url: URL) => {
      const page = Number(url.searchParams.get('skip'))
      return { body: { value: [resource(`r${page}`)], ...(page < 49 ? { nextLink: pageAfter(url) } : {}) } }
    }
    expect(await names(lists)).toHaveLength(50)
  })
})

describe('deployments', () => {
  const metrics = () => ({
    body: metricsBody([
      {
        name: { value: 'AzureOpenAIRequests' },
        timeseries: [
          {
            metadatavalues: [{ name: { value: 'modeldeploymentname' }, value: 'prod' }],
            data: [{ timeStamp: '2026-11-18T00:00:00Z', total: 1 }],
          },
        ],
      },
    ]),
  })

  it('of one name stand for other models in other resources', async () => {
    const models: Record<string, string> = { one: 'gpt-5', two: 'gpt-5-mini' }
    const { ctx } = await azure({
      accounts: Object.keys(models).map((name) => resource(name)),
      metrics,
      lists: (url) => {
        const name = models[url.pathname.split('/').at(-2) ?? '']
        return isDeployments(url)
          ? { body: { value: [{ name: 'prod', properties: { model: { name } } }] } }
          : null
      },
    })
    const { usage } = await pullAll(streamOf(azureOpenai, 'usage'), ctx, window)
    expect(usage.map(({ model }) => model).toSorted()).toEqual(['gpt-5', 'gpt-5-mini'])
  })

  it.each([
    [403, 'forbidden'],
    [401, 'unauthorized'],
  ])('that may not be read (%i) are said, and no usage is told without its models', async (status, tag) => {
    const lists = (url: URL) => (isDeployments(url) ? { status, body: {} } : null)
    const { ctx } = await azure({ metrics, lists })
    expect(await refused(azureOpenai, 'usage', ctx, window)).toMatchObject({ tag })
  })
})
