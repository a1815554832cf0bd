import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../analytics/result.ts'
import {
  type BreakerState,
  changeOf,
  closedBreaker,
  permit,
  record,
} from '../../durable-objects/breaker-state.ts'
import { type Circuit, circuitLabel, circuitsOf, throughCircuits } from './circuit.ts'
import type { Answer, Send } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { paced } from './pace.ts'

const tenant = { region: 'us', orgId: 'org_1' }
const other = { region: 'us', orgId: 'org_2' }
const api = (template: string) => ({ default: template, env: 'X_URL' })

describe('the circuit of a call', () => {
  const openai = { id: 'openai', apis: { api: api('https://api.openai.com/v1') } }
  const litellm = { id: 'litellm', apis: { api: api('{base_url}') } }
  const azure = {
    id: 'azure_openai',
    apis: {
      management: api('https://management.azure.com'),
      resource: api('https://{resource}.openai.azure.com'),
    },
  }

  it('is one for a vendor whose host everybody shares', () => {
    const urls = { api: 'https://api.openai.com/v1' }
    const [mine, theirs] = [circuitsOf(tenant, openai, urls), circuitsOf(other, openai, urls)]
    expect(mine.all).toEqual(theirs.all)
    expect(mine.of(new URL('https://api.openai.com/v1/organization/costs'))).toEqual({
      objectName: 'us/vendor/openai',
      vendorId: 'openai',
      host: null,
    })
  })

  it('is each organization’s own for a host that it named, be it the same one', () => {
    const urls = { api: 'https://llm.example.com' }
    const names = [tenant, other].map((each) =>
      circuitsOf(each, litellm, urls).all.map(({ objectName }) => objectName),
    )
    expect(names).toEqual([['us/org_1/host/llm.example.com'], ['us/org_2/host/llm.example.com']])
  })

  it('is told apart by address where a vendor has both, and shared for a download elsewhere', () => {
    const { all, of } = circuitsOf(tenant, azure, {
      management: 'https://management.azure.com',
      resource: 'https://mine.openai.azure.com',
    })
    expect(all.map(circuitLabel).toSorted()).toEqual(['azure_openai', 'azure_openai mine.openai.azure.com'])
    expect(of(new URL('https://mine.openai.azure.com/x')).host).toBe('mine.openai.azure.com')
    expect(of(new URL('https://management.azure.com/x')).host).toBeNull()
    expect(of(new URL('https://blob.example.com/x')).host).toBeNull()
  })

  it('is found by path where a mirror serves several addresses from one host', () => {
    const { of } = circuitsOf(tenant, azure, {
      management: 'http://127.0.0.1:9/azure_openai/management',
      resource: 'http://127.0.0.1:9/azure_openai/resource',
    })
    expect(of(new URL('http://127.0.0.1:9/azure_openai/management/x')).host).toBeNull()
    expect(of(new URL('http://127.0.0.1:9/azure_openai/resource/x')).host).toBe('127.0.0.1:9')
    const within = circuitsOf(tenant, azure, {
      management: 'http://m.example/',
      resource: 'http://m.example/own/',
    })
    expect(within.of(new URL('http://m.example/own/x')).host).toBe('m.example')
    expect(within.of(new URL('http://m.example/ownership')).host).toBeNull()
  })

  it('is another in another region, and the vendor’s own while an address is not known', () => {
    const eu = { ...tenant, region: 'eu' }
    expect(circuitsOf(eu, openai, { api: 'https://api.openai.com/v1' }).all).toMatchObject([
      { objectName: 'eu/vendor/openai' },
    ])
    expect(circuitsOf(eu, litellm, { api: 'https://llm.example.com' }).all).toMatchObject([
      { objectName: 'eu/org_1/host/llm.example.com' },
    ])
    expect(circuitsOf(eu, litellm, {}).all).toMatchObject([{ objectName: 'eu/vendor/litellm', host: null }])
  })
})

/** Breakers in memory, a clock, and a vendor that answers as told. */
function house() {
  const states = new Map<string, BreakerState>()
  const changes: string[] = []
  const told: string[] = []
  let nowMs = 1_000_000
  let asked = 0
  let answer: OutboundFailure | null = null
  const next = (circuit: Circuit, after: BreakerState) => {
    const before = states.get(circuit.objectName) ?? closedBreaker
    states.set(circuit.objectName, after)
    return changeOf(before, after)
  }
  const send: Send = async () => {
    asked += 1
    return answer ? fail(answer) : ok({ raw: '', json: null, headers: new Headers() } satisfies Answer)
  }
  const shared = { objectName: 'o', vendorId: 'openai', host: null }
  const guarded = throughCircuits(send, () => shared, {
    permit: async (circuit) => {
      told.push('permit')
      const { state, permit: given } = permit(states.get(circuit.objectName) ?? closedBreaker, nowMs)
      return { ...given, isTrial: given.allowed && state.trial, change: next(circuit, state) }
    },
    record: async (circuit, outcome) => {
      told.push(outcome)
      return next(circuit, record(states.get(circuit.objectName) ?? closedBreaker, outcome, nowMs))
    },
    changed: async (circuit, change) => void changes.push(`${circuitLabel(circuit)} ${change}`),
    nowMs: () => nowMs,
  })
  return {
    call: () => guarded({ url: new URL('https://api.openai.com'), headers: {} }),
    answers: (failure: OutboundFailure | null) => {
      answer = failure
    },
    later: (ms: number) => {
      nowMs += ms
    },
    asked: () => asked,
    changes,
    told: () => told.splice(0),
  }
}

const down: OutboundFailure = { tag: 'network' }
const refused: OutboundFailure = { tag: 'rejected', status: 400, detail: null, code: null }

describe('calls through a circuit', () => {
  it('are no longer made after five failures, and again after half a minute, one at first', async () => {
    const { call, answers, later, asked, changes } = house()
    answers(down)
    for (let round = 0; round < 5; round++) expect(await call()).toEqual(fail(down))
    expect(await call()).toEqual(fail({ tag: 'circuit_open', retryAfterMs: 30_000 }))
    expect(asked()).toBe(5)
    later(30_000)
    answers(null)
    expect((await call()).ok).toBe(true)
    expect((await call()).ok).toBe(true)
    expect(changes).toEqual(['openai opened', 'openai half_opened', 'openai closed'])
  })

  it('ask the breaker once in five seconds while all is well, and after each failure', async () => {
    const { call, answers, later, told } = house()
    await call()
    later(4_999)
    await call()
    expect(told()).toEqual(['permit'])
    later(1)
    await call()
    answers(down)
    await call()
    answers(null)
    await call()
    expect(told()).toEqual(['permit', 'failure', 'permit'])
  })

  it('ask it anew after a trial, whose permit is for one call', async () => {
    const { call, answers, later, told } = house()
    answers(down)
    for (let round = 0; round < 5; round++) await call()
    later(30_000)
    answers(null)
    told()
    await call()
    expect(told()).toEqual(['permit', 'success'])
    await call()
    await call()
    expect(told()).toEqual(['permit'])
  })

  it('open it again when the trial fails', async () => {
    const { call, answers, later, changes } = house()
    answers(down)
    for (let round = 0; round < 5; round++) await call()
    later(30_000)
    await call()
    expect((await call()).ok).toBe(false)
    expect(changes).toEqual(['openai opened', 'openai half_opened', 'openai opened'])
  })

  it('do not open it by anything that the vendor answered itself', async () => {
    for (const failure of [
      refused,
      { tag: 'unauthorized', detail: null },
      { tag: 'rate_limited', retryAfterMs: null },
      { tag: 'bad_json', reason: 'x' },
    ] satisfies OutboundFailure[]) {
      const { call, answers, asked, changes } = house()
      answers(failure)
      for (let round = 0; round < 8; round++) await call()
      expect([asked(), changes]).toEqual([8, []])
    }
  })

  it('close it when the trial is refused: the vendor is there', async () => {
    const { call, answers, later, changes } = house()
    answers(down)
    for (let round = 0; round < 5; round++) await call()
    later(30_000)
    answers(refused)
    await call()
    expect(changes.at(-1)).toBe('openai closed')
  })
})

describe('the pace of calls', () => {
  it('leaves the time between their starts that the vendor asks for', async () => {
    let nowMs = 0
    const startedAtMs: number[] = []
    const send: Send = async () => {
      startedAtMs.push(nowMs)
      return fail(refused)
    }
    const slow = paced(
      send,
      100,
      () => nowMs,
      async (ms) => {
        nowMs += ms
      },
    )
    const request = { url: new URL('https://x.example'), headers: {} }
    await slow(request)
    nowMs += 30
    await slow(request)
    nowMs += 500
    await slow(request)
    expect(startedAtMs).toEqual([0, 100, 600])
    expect(
      paced(
        send,
        0,
        () => nowMs,
        async () => {},
      ),
    ).toBe(send)
  })
})
