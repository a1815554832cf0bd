import type { PullWindow } from '../../workers/collector/vendor.ts'
import { openrouter } from '../../workers/collector/vendors/openrouter.ts'
import { pulled } from './vendor-pages.ts'
import { type Reply, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
export const todayMs = Date.parse('2026-11-20T00:00:00Z')
const hour = '2026-11-19 13:00:00'
export const hourAtMs = Date.parse('2026-11-19T13:00:00Z')
export const window = { fromMs: hourAtMs, toMs: hourAtMs + 3_600_000, page: null }

export const key = {
  hash: 'a'.repeat(64),
  name: 'prod-bot',
  label: 'sk-or-v1-abc',
  creator_user_id: 'user_2a',
}
export const workspace = { id: 'ws-1', name: 'Support', created_at: '2025-01-01T00:00:00Z' }

/** Lists of one workspace and one key, and what a test says of the rest. */
export const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    openrouter,
    {
      basePath: '/api/v1',
      secret: 'sk-or-v1-1',
      accountRef: 'ws-1',
      nowMs,
      refuse: ({ authorization }) =>
        authorization === 'Bearer sk-or-v1-1'
          ? null
          : { status: 401, body: { error: { code: 401, message: 'User not found.' } } },
    },
    (url) => {
      if (url.pathname === '/api/v1/workspaces') return { body: { data: [workspace], total_count: 1 } }
      if (url.pathname === '/api/v1/keys')
        return { body: { data: url.searchParams.get('offset') === '0' ? [key] : [] } }
      return answer(url)
    },
  )

export async function pull(name: string, answer: (url: URL) => Reply, asked: PullWindow = window) {
  const { ctx, seen } = await vendorAt(answer)
  return { page: await pulled(openrouter, name, ctx, asked), seen }
}

export const row = {
  date__hour: hour,
  model: 'openai/gpt-5-mini',
  api_key_id: 'prod-bot',
  total_usage: 0.4127,
  request_count: '88',
  tokens_prompt: '401223',
  tokens_completion: 20110,
  reasoning_tokens: '8110',
  cached_tokens: '0',
  variant: 'standard',
}
export const answerOf = (data: unknown[], truncated = false) => ({
  body: {
    data: { data, metadata: { query_time_ms: 41.2, row_count: data.length, truncated }, warnings: [] },
  },
})
