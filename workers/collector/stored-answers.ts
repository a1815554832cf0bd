import { fail, ok, type Result } from '../../analytics/result.ts'
import { jsonOf } from './json-text.ts'
import type { KeptExchange } from './kept-exchange.ts'
import type { Answer, OutboundRequest, Send } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { askedHash } from './recording.ts'

/** Whether everything that was asked for had an answer. */
export type StoredAnswers = { send: Send; isWhole: () => boolean }

/**
 * Answers calls with what the vendor once said, and never asks it: the same call in the order in which it was made, else
 * the next call to the same path, since the adapter of today may ask with other words. `texts` are the kept answers by
 * the hash of their content.
 */
export function storedAnswers(
  exchanges: readonly KeptExchange[],
  texts: ReadonlyMap<string, string>,
): StoredAnswers {
  const used = new Set<KeptExchange>()
  let isWhole = true

  const found = async (request: OutboundRequest): Promise<KeptExchange | undefined> => {
    const asked = await askedHash(request)
    const same = exchanges.filter((each) => each.asked === asked)
    return (
      same.find((each) => !used.has(each)) ??
      same[0] ??
      exchanges.find((each) => each.path === request.url.pathname && !used.has(each))
    )
  }

  return {
    isWhole: () => isWhole,
    async send(request): Promise<Result<Answer, OutboundFailure>> {
      if (request.signsIn) return ok({ raw: '', json: { access_token: 'none' }, headers: new Headers() })
      const exchange = await found(request)
      if (exchange) used.add(exchange)
      const answer = exchange?.answer
      if (answer && 'failure' in answer) return fail(answer.failure)
      const raw = answer && texts.get(answer.content)
      if (answer === undefined || raw === undefined) {
        isWhole = false
        return fail({ tag: 'refused_url', reason: 'the answer is no longer stored' })
      }
      const { link } = answer
      const json = request.accept === 'text' ? undefined : raw === '' ? null : jsonOf(raw)
      return ok({ raw, json, headers: new Headers(link ? { link } : {}) })
    },
  }
}
