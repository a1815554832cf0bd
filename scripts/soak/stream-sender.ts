import { setTimeout as sleep } from 'node:timers/promises'

/** One request as it is sent, and sent again until it is answered. */
export type SentBatch = { path: string; body: string; items: number; key: string | null }

/**
 * What was answered, summed up; `resent` counts requests that had to be sent again, `silent` those of them that were taken
 * and not answered for long.
 */
export type Answered = {
  requests: number
  items: number
  ingested: number
  duplicates: number
  quarantined: number
  resent: number
  silent: number
  behind: number
}

export const nothingAnswered = (): Answered => ({
  requests: 0,
  items: 0,
  ingested: 0,
  duplicates: 0,
  quarantined: 0,
  resent: 0,
  silent: 0,
  behind: 0,
})

const tryMsMax = 120_000
const answerMsMax = 30_000

/** Sends a batch as a careful sender does: the same bytes again until there is an answer. Errors: throws on a refusal. */
export async function sendUntilAnswered(
  url: string,
  apiKey: string,
  { path, body, items, key }: SentBatch,
  sum: Answered,
): Promise<void> {
  const untilMs = Date.now() + tryMsMax
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    ...(key === null ? {} : { 'idempotency-key': key }),
  }
  let last = 'nothing'
  for (let tries = 0; ; tries += 1) {
    if (tries > 0) sum.resent += 1
    if (Date.now() > untilMs)
      throw new Error(`a batch was never answered, in ${tries} tries, but with ${last}`)
    const signal = AbortSignal.timeout(answerMsMax)
    let response: Response | null = null
    let text: string | null = null
    try {
      response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body, signal })
      text = await response.text()
      last = `${response.status}: ${text.slice(0, 300)}`
    } catch (error) {
      if (signal.aborted) sum.silent += 1
      last = `${error}: ${error instanceof Error ? error.cause : ''}`
    }
    if (response?.ok && text) {
      const answer = JSON.parse(text) as { ingested: number; duplicates: number; quarantined: number }
      sum.requests += 1
      sum.items += items
      sum.ingested += answer.ingested
      sum.duplicates += answer.duplicates
      sum.quarantined += answer.quarantined
      return
    }
    if (response?.status === 429) sum.behind += 1
    else if (text && response && response.status >= 400 && response.status < 500)
      throw new Error(`answered ${response.status}: ${text}`)
    await sleep(50 + Math.min(1_000, 50 * tries))
  }
}
