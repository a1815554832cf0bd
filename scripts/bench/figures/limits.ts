import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from '../figure.ts'
import type { HttpClient } from '../http-client.ts'
import { median, quantile, spread } from '../statistics.ts'

/** Judged by the organization's limiter, then refused at once: an API key is no person. */
const judgedPath = '/api/v1/auth/me'
/** Answered at once, and exempt from every limit. */
const exemptPath = '/api/v1/health'
const atOnce = 64

/** What asking the limiter adds to a request, and how much one organization's limiter takes. */
export const limits = figure({
  name: 'limits',
  summary: 'milliseconds that the rate limiter adds to a request, and requests/s of one organization',
  async measure({ isQuick, instance, note }) {
    const running = await instance()
    const one = running.client(1)
    const rounds = isQuick ? 3 : 15
    const perRound = isQuick ? 50 : 200
    await timesOf(one, judgedPath, 403, perRound)
    await timesOf(one, exemptPath, 200, perRound)
    const judged: number[] = []
    const exempt: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      exempt.push(...(await timesOf(one, exemptPath, 200, perRound)))
      judged.push(...(await timesOf(one, judgedPath, 403, perRound)))
      // Well below the rate from which tokens are taken in advance.
      await sleep(300)
    }
    note(`judged: ${spread(judged, 2)} ms; exempt: ${spread(exempt, 2)} ms`)
    const many = running.client(atOnce)
    const judgedPerS: number[] = []
    const exemptPerS: number[] = []
    for (let round = 0; round < (isQuick ? 2 : 5); round += 1) {
      exemptPerS.push(await rateOf(many, exemptPath, 200, isQuick ? 500 : 4000))
      judgedPerS.push(await rateOf(many, judgedPath, 403, isQuick ? 500 : 4000))
    }
    note(`judged: ${spread(judgedPerS, 0)} requests/s; exempt: ${spread(exemptPerS, 0)}`)
    return [
      { name: 'limits_request_p50_ms', value: median(judged), unit: 'ms', baseline: median(exempt) },
      {
        name: 'limits_request_p99_ms',
        value: quantile(judged, 0.99),
        unit: 'ms',
        baseline: quantile(exempt, 0.99),
      },
      {
        name: `limits_requests_per_s@c${atOnce}`,
        value: median(judgedPerS),
        unit: 'requests/s',
        baseline: median(exemptPerS),
      },
    ]
  },
})

async function timesOf(
  client: HttpClient,
  path: string,
  status: number,
  requests: number,
): Promise<number[]> {
  const timesMs: number[] = []
  for (let sent = 0; sent < requests; sent += 1) {
    const startedAtMs = performance.now()
    expectStatus((await client.get(path)).status, status)
    timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}

/** Units: requests a second, `atOnce` under way. */
async function rateOf(client: HttpClient, path: string, status: number, requests: number): Promise<number> {
  let left = requests
  const worker = async () => {
    while (left-- > 0) expectStatus((await client.get(path)).status, status)
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (requests * 1000) / (performance.now() - startedAtMs)
}

function expectStatus(answered: number, expected: number): void {
  if (answered !== expected) throw new Error(`answered ${answered} where ${expected} was due`)
}
