type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Ends of a request of Anthropic's that nobody pays for: whether a call was made, and how events call it. */
const unpaid: Readonly<Record<string, Fields>> = {
  errored: { status: 'error', requests: 1 },
  canceled: { status: 'canceled', requests: 0 },
  expired: { status: 'expired', requests: 0 },
}

/**
 * A row of the results of a batch as one of a call, other rows as they are. The name that its sender gave a request is
 * unique in its batch only, so the message's own id stands instead.
 * Source: Anthropic's and OpenAI's documentation of batch results.
 */
export function unwrapped(row: Fields): Fields {
  const { custom_id, result, ...rest } = row
  if (typeof row.id === 'string' && row.id.startsWith('batch_req_')) return { ...row, batch: true }
  if (custom_id === undefined || !isFields(result)) return row
  const call = { vendor_id: 'anthropic', batch: true, ...rest }
  if (result.type === 'succeeded' && isFields(result.message)) return { ...call, response: result.message }
  const end = typeof result.type === 'string' && Object.hasOwn(unpaid, result.type) && unpaid[result.type]
  return end ? { ...call, ...end, tokens_in: 0, tokens_out: 0, cost_usd: 0 } : row
}
