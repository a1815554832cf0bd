import type { PulledPage } from '../../workers/collector/vendor.ts'
import { openai } from '../../workers/collector/vendors/openai.ts'
import { pulled, streamOf } from './vendor-pages.ts'
import { type Reply, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
export const startS = Date.parse('2026-11-20T10:00:00Z') / 1000
export const window = { fromMs: startS * 1000 + 1234, toMs: nowMs + 3_600_000, page: null }

/** OpenAI as the test has it answer, for an admin key. */
export const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    openai,
    {
      basePath: '/v1',
      secret: 'sk-admin-1',
      nowMs,
      refuse: ({ authorization }) =>
        authorization === 'Bearer sk-admin-1' ? null : { status: 401, body: {} },
    },
    answer,
  )

/** The same for a compliance key of the workspace, or organization, `ws_1`. */
export const workspaceAt = (answer: (url: URL) => Reply, workspaceId = 'ws_1') =>
  serveVendor(
    openai,
    {
      basePath: '/v1',
      secret: 'sk-compliance-1',
      kind: 'compliance_key',
      settings: { workspace_id: workspaceId },
      accountRef: workspaceId,
      nowMs,
    },
    answer,
  )

export const stream = (name: string) => streamOf(openai, name)

/** One page that must come. */
export async function pull(
  name: string,
  answer: (url: URL) => Reply,
  page: string | null = null,
  at: typeof vendorAt = vendorAt,
): Promise<PulledPage> {
  const { ctx } = await at(answer)
  return pulled(openai, name, ctx, { ...window, page })
}

/** A page of one bucket. */
export const page = (results: unknown[], next: unknown = null) => ({
  object: 'page',
  has_more: false,
  next_page: next,
  data: [{ object: 'bucket', start_time: startS, end_time: startS + 3600, results }],
})
