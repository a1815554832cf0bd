import { calcPrice } from '@pydantic/genai-prices'

/** The vendors the sandbox stands in for. */
export type VendorName = 'openai' | 'anthropic'

/** List prices of a model. Units: US dollars for one token. */
type ListPrice = {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite5m: number
  readonly cacheWrite1h: number
  readonly output: number
}

/** A model the demo company uses; `label` is how the vendor's bill names it. */
export type Model = { readonly id: string; readonly label: string; readonly price: ListPrice }

const MILLION = 1_000_000

function model(providerId: VendorName, id: string, label: string): Model {
  const perToken = (usage: Record<string, number>) => {
    const price = calcPrice(usage, id, { providerId })
    if (!price) throw new Error(`no list price for ${id}`)
    return price.total_price / MILLION
  }
  return Object.freeze({
    id,
    label,
    price: {
      input: perToken({ input_tokens: MILLION }),
      cacheRead: perToken({ input_tokens: MILLION, cache_read_tokens: MILLION }),
      cacheWrite5m: perToken({ input_tokens: MILLION, cache_write_tokens: MILLION }),
      cacheWrite1h: perToken({
        input_tokens: MILLION,
        cache_write_tokens: MILLION,
        cache_write_1h_tokens: MILLION,
      }),
      output: perToken({ output_tokens: MILLION }),
    },
  })
}

/** The models in use, by vendor. All have one price at any context length, so that sums can be priced. */
export const models: Readonly<Record<VendorName, readonly Model[]>> = Object.freeze({
  openai: [
    model('openai', 'gpt-5.2-2025-12-11', 'gpt-5.2-2025-12-11'),
    model('openai', 'gpt-5.1-2025-11-13', 'gpt-5.1-2025-11-13'),
    model('openai', 'gpt-5-mini-2025-08-07', 'gpt-5-mini-2025-08-07'),
    model('openai', 'gpt-4.1-2025-04-14', 'gpt-4.1-2025-04-14'),
  ],
  anthropic: [
    model('anthropic', 'claude-sonnet-5', 'Claude Sonnet 5'),
    model('anthropic', 'claude-opus-4-8', 'Claude Opus 4.8'),
    model('anthropic', 'claude-haiku-4-5-20251001', 'Claude Haiku 4.5'),
  ],
})
