import { calcPrice } from '@pydantic/genai-prices'

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

/**
 * A model with the price that the list of a provider gives it (`providerId` is the list's). Use models that have one
 * price at any context length, so that sums can be priced. Errors: throws when the list does not know it.
 */
export function listedModel(providerId: string, id: string, label = id): Model {
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

/** A model that no list has a price for. Units: US dollars for a million tokens. */
export function unlistedModel(id: string, inputUsd: number, outputUsd: number): Model {
  const [input, output] = [inputUsd / MILLION, outputUsd / MILLION]
  return Object.freeze({
    id,
    label: id,
    price: { input, cacheRead: input, cacheWrite5m: input, cacheWrite1h: input, output },
  })
}
