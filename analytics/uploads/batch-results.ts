type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nothing: Fields = { tokens_in: 0, tokens_out: 0, cost_usd: 0 }

/** Ends of a request that nobody pays for: whether a call was made, and how events call it. */
const failed: Fields = { status: 'error', requests: 1, ...nothing }
const unpaid: Readonly<Record<string, Fields>> = {
  errored: failed,
  canceled: { status: 'canceled', requests: 0, ...nothing },
  expired: { status: 'expired', requests: 0, ...nothing },
  batch_cancelled: { status: 'canceled', requests: 0, ...nothing },
  batch_expired: { status: 'expired', requests: 0, ...nothing },
}

const endOf = (name: unknown): Fields | null =>
  typeof name === 'string' && Object.hasOwn(unpaid, name) ? (unpaid[name] ?? null) : null

/** What OpenAI's row tells of a request that came to nothing, in the batch or at the model; null of any other. */
function openaiEndOf({ error, response }: Fields): Fields | null {
  if (isFields(error)) return endOf(error.code) ?? failed
  const isRefused =
    isFields(response) && typeof response.status_code === 'number' && response.status_code >= 400
  return isRefused ? failed : null
}

/**
 * A row of the results of a batch as one of a call, other rows as they are. The name that its sender gave a request is
 * unique in its batch only, so the message's own id stands instead.
 * Source: Anthropic's and OpenAI's documentation of batch results.
 */
export function unwrapped(row: Fields): Fields {
  const { custom_id, result, ...rest } = row
  if (typeof row.id === 'string' && row.id.startsWith('batch_req_')) {
    const end = openaiEndOf(row)
    if (end === null) return { ...row, batch: true }
    const { error: _error, response: _response, ...told } = rest
    return { vendor_id: 'openai', batch: true, ...told, ...end }
  }
  if (custom_id === undefined || !isFields(result)) return row
  const call = { vendor_id: 'anthropic', batch: true, ...rest }
  if (result.type === 'succeeded' && isFields(result.message)) return { ...call, response: result.message }
  const end = endOf(result.type)
  return end ? { ...call, ...end } : row
}
