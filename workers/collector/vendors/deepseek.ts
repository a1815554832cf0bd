import { z } from 'zod'
import { ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage, judged } from '../page.ts'
import { amount } from '../shapes.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'

/** DeepSeek tells the balance and nothing else. Source: DeepSeek's API documentation, September 2026. */
export const deepseek = vendor({
  id: 'deepseek',
  label: 'DeepSeek',
  apis: { api: { default: 'https://api.deepseek.com', env: 'DEEPSEEK_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'api_key',
      label: 'API key',
      hint: /^sk-[a-z0-9]{32}$/,
      help: 'Made on the platform under API keys. It is only checked, once a day, with the balance that is left.',
      settings: [],
    },
  ],
  units: { money: 'US dollars or yuan, as a text', time: 'None is reported' },
  validate,
  streams: [],
  absent: {
    usage: 'DeepSeek shows what was used on its platform’s pages only.',
    cost: 'DeepSeek tells what is left, not what was spent: a top-up cannot be told from less spending.',
    audit: 'DeepSeek has no audit log to read.',
    content: 'DeepSeek hands out no prompts.',
    inventory: 'DeepSeek has no list of people or projects to read.',
  },
})

const balance = z.object({ is_available: z.boolean().nullish(), balance_infos: z.array(z.unknown()) })
const purse = z.object({ currency: z.string(), total_balance: amount })

/** An account may have a balance in several currencies. One without credit (402) has a key that is valid. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/user/balance', {})
  const answer = await fetchPage(ctx, { url, headers: bearer(ctx) }, balance)
  if (!answer.ok) {
    const isOutOfCredit = answer.failure.tag === 'rejected' && answer.failure.status === 402
    return isOutOfCredit ? ok({ accountRef: null, note: outOfCredit }) : answer
  }
  const { is_available, balance_infos } = answer.value.body
  const left = judged(balance_infos, purse).kept.map(
    ({ total_balance, currency }) => `${total_balance} ${currency.toUpperCase()}`,
  )
  const sentences = [
    ...(left.length > 0 ? [`Balance: ${left.join(' and ')}.`] : []),
    ...(is_available === false ? [outOfCredit] : []),
  ]
  return ok({ accountRef: null, ...(sentences.length > 0 ? { note: sentences.join(' ') } : {}) })
}

const outOfCredit = 'The account has no credit for calls.'
