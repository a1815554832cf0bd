import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { Refusal, type Reply, type Vendor } from '../wire.ts'

/** Cohere for a seed, as far as a key is checked there. */
export function cohereVendor(seed: string): Vendor {
  const key = idText(hashText(`${seed}/cohere/key`), 40)
  const { organizationId } = directoryOf(seed)
  return {
    id: 'cohere',
    variables: (url) => ({ COHERE_BASE_URL: url }),
    credentials: () => [{ kind: 'api_key', secret: key }],
    ledger: null,
    fault: (status) => refused(status, faultMessages[status] ?? 'internal server error'),
    answer: answerBy(
      [
        {
          method: 'POST',
          path: /^\/v1\/check-api-key$/,
          answer: () => ({
            body: { valid: true, organization_id: organizationId, owner_id: organizationId },
          }),
        },
      ],
      (request) => {
        if (bearerOf(request) !== key) throw new Refusal(401, faultMessages[401] ?? '')
      },
      refused,
    ),
  }
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'invalid api token',
  403: 'this key may not be used here',
  429: 'too many requests',
}

function refused(status: number, message: string): Reply {
  return { status, body: { message } }
}
