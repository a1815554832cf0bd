import { hashText, idText } from '../../demo/chance.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { Refusal, type Reply, type Vendor } from '../wire.ts'

/** DeepSeek for a seed, as far as it tells a balance. */
export function deepseekVendor(seed: string): Vendor {
  const key = `sk-${idText(hashText(`${seed}/deepseek/key`), 32, 'abcdefghijklmnopqrstuvwxyz0123456789')}`
  return {
    id: 'deepseek',
    variables: (url) => ({ DEEPSEEK_BASE_URL: url }),
    credentials: () => [{ kind: 'api_key', secret: key }],
    ledger: null,
    fault: (status) => refused(status, faultMessages[status] ?? 'Server error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/user\/balance$/,
          answer: () => ({
            body: { is_available: true, balance_infos: [purse('USD', '18.42'), purse('CNY', '3.00')] },
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

const purse = (currency: string, left: string) => ({
  currency,
  total_balance: left,
  granted_balance: '0.00',
  topped_up_balance: left,
})

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Authentication Fails, your api key is invalid',
  403: 'Permission denied',
  429: 'Rate limit reached',
}

function refused(status: number, message: string): Reply {
  const type = status === 401 ? 'authentication_error' : 'invalid_request_error'
  return { status, body: { error: { message, type, param: null, code: 'invalid_request_error' } } }
}
