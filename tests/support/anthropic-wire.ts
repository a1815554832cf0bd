import type { PulledPage } from '../../workers/collector/vendor.ts'
import { anthropic } from '../../workers/collector/vendors/anthropic.ts'
import { pulled, pullWindow, streamOf } from './vendor-pages.ts'
import { type Reply, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
export const window = { fromMs: Date.parse('2026-11-18T10:20:00Z'), toMs: nowMs + 3_600_000, page: null }

export const error = (type: string, message: string) => ({
  type: 'error',
  error: { type, message },
  request_id: 'req_011Abc',
})

export const forbidden: Reply = {
  status: 403,
  body: error('permission_error', "Missing required scopes. Got: ['a'] Needed: ['b']"),
}

/** Anthropic as the test has it answer, for an admin key. */
export const vendorAt = (answer: (url: URL) => Reply, kind = 'admin_key') =>
  serveVendor(
    anthropic,
    {
      secret: 'sk-ant-admin01-1',
      kind,
      accountRef: 'org-a',
      nowMs,
      refuse: (headers) => {
        if (headers['anthropic-version'] !== '2023-06-01')
          return {
            status: 400,
            body: error('invalid_request_error', 'anthropic-version: header is required'),
          }
        if (headers['x-api-key'] !== 'sk-ant-admin01-1')
          return { status: 401, body: error('authentication_error', 'invalid x-api-key') }
        return null
      },
    },
    answer,
  )

/** The same for a key of Claude Enterprise. */
export const enterpriseAt = (answer: (url: URL) => Reply) => vendorAt(answer, 'enterprise_key')

export const stream = (name: string) => streamOf(anthropic, name)

/** One page that must come. */
export async function pull(name: string, body: unknown, page: string | null = null): Promise<PulledPage> {
  const { ctx } = await vendorAt(() => ({ body }))
  return pulled(anthropic, name, ctx, { ...window, page })
}

/** Every page from the first on; all must come. */
export async function pullAll(
  name: string,
  answer: (url: URL) => Reply,
  span: { fromMs: number; toMs: number } = window,
): Promise<{ pages: PulledPage[]; seen: URL[] }> {
  const { ctx, seen } = await vendorAt(answer)
  return { pages: await pullWindow(stream(name), ctx, span), seen }
}

/** A page of two buckets, the second empty. */
export const page = (results: unknown[], next: unknown = null) => ({
  data: [
    { starting_at: '2026-11-18T00:00:00Z', ending_at: '2026-11-19T00:00:00Z', results },
    { starting_at: '2026-11-19T00:00:00Z', ending_at: '2026-11-20T00:00:00Z', results: [] },
  ],
  has_more: false,
  next_page: next,
})
