import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

describe('while ClickHouse is away', () => {
  it('predictions are taken without a drift, and pages say so', async () => {
    const model = 'lonely'
    const body = { baseline_latency_ms: 10, feature_stats: { amount: { mean: 0, std: 1 } } }
    expect((await owner.call('PUT', `/api/v1/models/profiles/${model}`, body)).status).toBe(200)
    const isUp = () =>
      fetch(`${stack.clickHouse.url}/ping`).then(
        ({ ok }) => ok,
        () => false,
      )
    let kills = 0
    // It is started again at once: on a busy machine a question may come too late to miss it.
    const [taken, health] = await until(
      async () => {
        await until(isUp, Boolean)
        process.kill(stack.gateway?.pid() ?? 0, 'SIGKILL')
        kills += 1
        return Promise.all([
          stack.call('POST', '/api/v1/ingest/ml', {
            body: {
              events: [
                { id: `lonely-${kills}`, model, prediction: 1, features: { amount: 9 }, latency_ms: 99 },
              ],
            },
          }),
          owner.call('GET', '/api/v1/dashboard/health'),
        ])
      },
      (answers) => answers[1].status === 503,
      60_000,
    )
    expect(taken.body).toEqual({ ingested: 1, duplicates: 0, quarantined: 0 })
    expect(health.status).toBe(503)
    const { body: stored } = await until(
      () => stack.call('GET', `/api/v1/events/lonely-${kills}`),
      ({ status }) => status === 200,
    )
    expect(stored).toMatchObject({ risk_score: 0.3 })
  })
})
