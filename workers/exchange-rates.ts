import { lastRateDay, saveRates } from '../analytics/store/d1/exchange-rates.ts'
import type { Place } from '../analytics/store/place.ts'
import { privateHosts } from './collector/host-guard.ts'
import { outbound } from './collector/outbound.ts'
import { failureMessage } from './collector/outbound-failure.ts'
import type { Env } from './environment.ts'
import { ratesOf } from './rates-document.ts'

const dayMs = 86_400_000
/** Asked at most this often by one isolate; the rates of a day come out once. Units: milliseconds. */
const againAfterMs = 3 * 3_600_000
let askedAtMs = 0

/**
 * Brings the reference rates up to date: of yesterday's day and before, since today's come out in the afternoon. The
 * list of ninety days is read each time, so that days that were missed are made up for.
 *
 * Source: the ECB's daily XML, units of a currency for one euro.
 */
export async function collectRates(env: Env, place: Place, nowMs: number): Promise<void> {
  if (env.RATES_URL === '' || nowMs - askedAtMs < againAfterMs) return
  const last = await lastRateDay(place.db)
  const isFresh = last !== null && nowMs - Date.parse(last) < 2 * dayMs
  if (isFresh) return
  askedAtMs = nowMs
  const send = outbound({
    bases: [{ url: env.RATES_URL, privateHosts: privateHosts(env.AEGISFLOW_ALLOW_PRIVATE_HOSTS) }],
    fetch: (url, init) => fetch(url, init),
    nowMs: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    limits: { attemptsMax: 2 },
  })
  const answer = await send({
    url: new URL(`${env.RATES_URL}/eurofxref-hist-90d.xml`),
    headers: {},
    accept: 'text',
  })
  if (!answer.ok) {
    console.warn('exchange rates were not read', failureMessage(answer.failure))
    return
  }
  await saveRates(place.db, ratesOf(answer.value.raw))
}
