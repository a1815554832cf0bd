import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../analytics/result.ts'
import type { KeptExchange } from './kept-exchange.ts'
import { onceMemory } from './once.ts'
import { jsonFetcher, type Send } from './outbound.ts'
import { askedHash, type Exchange, recording } from './recording.ts'
import { storedAnswers } from './stored-answers.ts'
import type { VendorContext } from './vendor.ts'

const at = (path: string) => new URL(path, 'https://vendor.test')
const answering: Send = async ({ url, signsIn }) => {
  if (url.pathname === '/refused') return fail({ tag: 'forbidden', detail: 'no' })
  const body = signsIn ? { access_token: 'a-secret-token' } : { path: url.pathname + url.search }
  return ok({
    raw: JSON.stringify(body),
    json: body,
    headers: new Headers({ link: `<next of ${url.pathname}>`, 'x-other': 'o' }),
  })
}
const contextOf = () =>
  recording({
    send: answering,
    fetchJson: jsonFetcher(answering),
    once: onceMemory(),
  } as unknown as VendorContext)

/** The exchanges as they are kept: contents by a name of their own. */
function keptOf(exchanges: readonly Exchange[]): { kept: KeptExchange[]; texts: Map<string, string> } {
  const texts = new Map<string, string>()
  const kept = exchanges.map(({ asked, path, answer }, index): KeptExchange => {
    if ('failure' in answer) return { asked, path, answer }
    texts.set(`c${index}`, answer.raw)
    return { asked, path, answer: { content: `c${index}`, parts: 1, link: answer.link } }
  })
  return { kept, texts }
}

describe('a recording', () => {
  it('holds what was asked for a page and its answers, failures too, but no header and no sign-in', async () => {
    const { context, taken } = contextOf()
    await context.send({ url: at('/token'), headers: {}, body: 'client_secret=s', signsIn: true })
    await context.fetchJson(at('/usage?page=1'), { authorization: 'Bearer sk-1' })
    await context.send({ url: at('/refused'), headers: {} })
    const exchanges = taken()
    expect(exchanges.map(({ path }) => path)).toEqual(['/usage', '/refused'])
    expect(JSON.stringify(exchanges)).not.toMatch(/secret|sk-1/)
    expect(taken()).toEqual([])
  })

  it('gives every page what it uses of an earlier one', async () => {
    const { context, taken } = contextOf()
    const list = () => context.once('list', () => context.fetchJson(at('/list'), {}))
    await list()
    taken()
    await list()
    await context.fetchJson(at('/page/2'), {})
    await list()
    expect(taken().map(({ path }) => path)).toEqual(['/list', '/page/2'])
  })

  it('tells calls apart by address, method and body, and not by headers', async () => {
    const call = (more: object, path = '/q?a=1') => askedHash({ url: at(path), headers: {}, ...more })
    const plain = await call({})
    expect(await call({ method: 'GET', headers: { authorization: 'k' } })).toBe(plain)
    expect(await call({ method: 'POST', body: 'a' })).toBe(await call({ body: 'a' }))
    const others = [call({}, '/q?a=2'), call({ method: 'POST' }), call({ body: 'a' }), call({ body: 'b' })]
    expect(new Set([plain, ...(await Promise.all(others))]).size).toBe(5)
  })
})

describe('stored answers', () => {
  it('answer the same calls again, in their order, and never anything else', async () => {
    const { context, taken } = contextOf()
    await context.fetchJson(at('/usage?page=1'), {})
    await context.send({ url: at('/refused'), headers: {} })
    await context.send({ url: at('/file'), headers: {}, accept: 'text' })
    const { kept, texts } = keptOf(taken())
    const { send, isWhole } = storedAnswers(kept, texts)
    const first = await send({ url: at('/usage?page=1'), headers: { authorization: 'another key' } })
    expect(first).toMatchObject({ ok: true, value: { json: { path: '/usage?page=1' } } })
    expect(first.ok && first.value.headers.get('link')).toBe('<next of /usage>')
    expect(await send({ url: at('/refused'), headers: {} })).toMatchObject({ failure: { tag: 'forbidden' } })
    expect(await send({ url: at('/file'), headers: {}, accept: 'text' })).toMatchObject({
      value: { json: undefined, raw: '{"path":"/file"}' },
    })
    expect(await send({ url: at('/token'), headers: {}, signsIn: true })).toMatchObject({ ok: true })
    expect(isWhole()).toBe(true)
    expect(await send({ url: at('/elsewhere'), headers: {} })).toMatchObject({ ok: false })
    expect(isWhole()).toBe(false)
  })

  it('that differ for the same call come in the order in which they came', async () => {
    const texts = new Map([
      ['a', '"first"'],
      ['b', '"second"'],
    ])
    const asked = await askedHash({ url: at('/usage'), headers: {} })
    const kept = ['a', 'b'].map((content) => ({
      asked,
      path: '/usage',
      answer: { content, parts: 1, link: null },
    }))
    const { send } = storedAnswers(kept, texts)
    const said = async () => {
      const answer = await send({ url: at('/usage'), headers: {} })
      return answer.ok && answer.value.json
    }
    expect([await said(), await said()]).toEqual(['first', 'second'])
  })

  it('stand for a call with other words to the same path, and say when their content is gone', async () => {
    const { context, taken } = contextOf()
    await context.fetchJson(at('/usage?limit=10'), {})
    const { kept, texts } = keptOf(taken())
    const whole = storedAnswers(kept, texts)
    expect(await whole.send({ url: at('/usage?limit=99'), headers: {} })).toMatchObject({ ok: true })
    expect(whole.isWhole()).toBe(true)
    expect(await whole.send({ url: at('/usage?limit=98'), headers: {} })).toMatchObject({ ok: false })
    const again = storedAnswers(kept, texts)
    for (let time = 0; time < 2; time++)
      expect(await again.send({ url: at('/usage?limit=10'), headers: {} })).toMatchObject({ ok: true })
    const gone = storedAnswers(kept, new Map())
    expect(await gone.send({ url: at('/usage?limit=10'), headers: {} })).toMatchObject({ ok: false })
    expect(gone.isWhole()).toBe(false)
  })
})
