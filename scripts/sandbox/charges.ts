import type { Call } from './traffic.ts'

/** What a token was used for; each kind has a price and a line on the bill of its own. */
export type TokenKind = 'input' | 'cacheRead' | 'cacheWrite5m' | 'cacheWrite1h' | 'output'

const DISCOUNT = 0.03
const BATCH_DISCOUNT = 0.5

/**
 * What the vendor charges for one kind of token of a call: the list price less the company's 3 %, batches
 * half.
 */
type Charge = { readonly kind: TokenKind; readonly tokens: number; readonly usd: number }

/** The charges for a call. */
export function chargesOf({ meter, model, batch, counted }: Call): readonly Charge[] {
  const factor = counted * (1 - DISCOUNT) * (batch ? BATCH_DISCOUNT : 1)
  const fresh =
    meter.inputTokens - meter.cacheReadTokens - meter.cacheWrite5mTokens - meter.cacheWrite1hTokens
  const charge = (kind: TokenKind, tokens: number): readonly Charge[] =>
    tokens === 0 ? [] : [{ kind, tokens: tokens * counted, usd: tokens * factor * model.price[kind] }]
  return [
    ...charge('input', fresh),
    ...charge('cacheRead', meter.cacheReadTokens),
    ...charge('cacheWrite5m', meter.cacheWrite5mTokens),
    ...charge('cacheWrite1h', meter.cacheWrite1hTokens),
    ...charge('output', meter.outputTokens),
  ]
}

/** What the vendor charges for a call in all. Units: US dollars. */
export function usdOf(call: Call): number {
  return chargesOf(call).reduce((sum, { usd }) => sum + usd, 0)
}
