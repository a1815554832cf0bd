import { expiryOf } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import type { Checkpoint } from '../../analytics/store/d1/collection.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { contentHash } from '../content-hash.ts'
import { gzipped, inParts } from '../packed.ts'
import type { Outgoing } from '../stream.ts'
import type { Vault } from '../vault/vault.ts'
import type { KeptExchange } from './kept-exchange.ts'
import type { Exchange } from './recording.ts'

/** A page that was read: what was asked for it, in which window, and the vendor's cursor after it. */
export type AskedPage = {
  exchanges: readonly Exchange[]
  window: Pick<Checkpoint, 'fromMs' | 'toMs' | 'page' | 'pass'>
  nextPage: string | null
  nowMs: number
}

export type RawOrigin = { vendorId: string; credentialId: string; stream: string; runId: string }

/** What was asked for a page, in its order, when and for which window: all that is needed to read it again. */
export type PageRecord = {
  nowMs: number
  fromMs: number
  toMs: number
  page: string | null
  exchanges: KeptExchange[]
}

/** The id of a part of an answer. */
export const partId = (
  origin: Pick<RawOrigin, 'credentialId' | 'stream'>,
  content: string,
  part: number,
): string => `${origin.credentialId}-${origin.stream}-${content}-${part}`

export const rawAt = (tenant: Tenant, table: 'raw_payloads' | 'raw_pages', id: string) => ({
  orgId: tenant.orgId,
  table,
  column: 'envelope',
  rowId: id,
})

/**
 * A vendor's answers for one page as they are kept: gzip, cut into parts, each sealed for its own row. The id is a hash
 * of the content, so that an answer that is read again unchanged is kept once; `known` are those of this run. Beside
 * them stands what was asked.
 */
export async function rawRows(
  tenant: Tenant,
  vault: Vault,
  { exchanges, window, nextPage, nowMs }: AskedPage,
  origin: RawOrigin,
  known: Map<string, number>,
): Promise<{ raw_payloads: Outgoing[]; raw_pages: Outgoing[] }> {
  const storedAtMs = Date.now()
  const expires_at = expiryOf(storedAtMs, retentionMsByPlan[tenant.plan])
  const shared = {
    org_id: tenant.orgId,
    vendor_id: origin.vendorId,
    credential_id: origin.credentialId,
    stream: origin.stream,
    run_id: origin.runId,
    created_at: new Date(storedAtMs).toISOString(),
    expires_at,
  }
  const payloads: Outgoing[] = []
  const kept: KeptExchange[] = []
  for (const { asked, path, answer } of exchanges) {
    if ('failure' in answer) {
      kept.push({ asked, path, answer })
      continue
    }
    const content = await contentHash(answer.raw)
    const parts = known.get(content) ?? (await addAnswer(answer.raw, content))
    known.set(content, parts)
    kept.push({ asked, path, answer: { content, parts, link: answer.link } })
  }
  const { fromMs, toMs, page, pass } = window
  const record: PageRecord = { nowMs, fromMs, toMs, page, exchanges: kept }
  const text = JSON.stringify(record)
  const id = await contentHash(JSON.stringify([origin.credentialId, origin.stream, pass, page, kept]))
  const row = {
    ...shared,
    id,
    pass,
    window_from: new Date(fromMs).toISOString(),
    window_to: new Date(toMs).toISOString(),
    page_key: page === null ? '' : await contentHash(page),
    next_key: nextPage === null ? '' : await contentHash(nextPage),
    envelope: await vault.seal(rawAt(tenant, 'raw_pages', id), text),
  }
  return { raw_payloads: payloads, raw_pages: [{ row, repeatable: true }] }

  async function addAnswer(raw: string, content: string): Promise<number> {
    const pieces = inParts(await gzipped(raw))
    for (const [part, piece] of pieces.entries()) {
      const id = partId(origin, content, part)
      const envelope = await vault.seal(rawAt(tenant, 'raw_payloads', id), piece)
      payloads.push({ row: { ...shared, id, part, parts: pieces.length, envelope }, repeatable: true })
    }
    return pieces.length
  }
}
