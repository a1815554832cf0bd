import type { Secret } from '../vault/secret.ts'
import type { Send } from './outbound.ts'

const secretCharsMin = 8
const documentCharsMin = 24

/** What a credential keeps to itself. */
type Secrets = { secret: Secret; serviceAccount: Secret | null }

/**
 * Calls whose failures repeat no secret: a vendor may quote in its words what it was given in a body, which is not seen
 * where headers are.
 */
export function withoutSecrets(send: Send, secrets: Secrets): Send {
  return async (request) => {
    const answer = await send(request)
    if (answer.ok || !('detail' in answer.failure) || answer.failure.detail === null) return answer
    return { ok: false, failure: { ...answer.failure, detail: hidden(answer.failure.detail, secrets) } }
  }
}

function hidden(words: string, { secret, serviceAccount }: Secrets): string {
  const parts = [secret.reveal(), serviceAccount?.reveal() ?? ''].flatMap((whole) =>
    whole.trimStart().startsWith('{')
      ? whole.split(/[\s"]+|\\n/).filter(({ length }) => length >= documentCharsMin)
      : [whole, ...whole.split(/[\s:]+/)].filter(({ length }) => length >= secretCharsMin),
  )
  return parts.reduce((left, part) => left.replaceAll(part, '[hidden]'), words)
}
