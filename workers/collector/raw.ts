import { expiryOf } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { contentHash } from '../content-hash.ts'
import type { Outgoing } from '../stream.ts'
import type { Vault } from '../vault/vault.ts'

/** Units: bytes of gzip per part; sealed and in base64 a part still fits into one value of the log. */
const partBytesMax = 512 * 1024

export type RawOrigin = { vendorId: string; credentialId: string; stream: string; runId: string }

/**
 * A vendor's answer as it is kept: gzip, cut into parts, each sealed for its own row. The id is a hash of the
 * content, so that an answer that is read again unchanged is kept once.
 */
export async function rawRows(
  tenant: Tenant,
  vault: Vault,
  raw: string,
  origin: RawOrigin,
  nowMs: number,
): Promise<Outgoing[]> {
  const text = new TextEncoder().encode(raw)
  const content = await contentHash(raw)
  const packed = new Uint8Array(
    await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
  )
  const parts = Math.max(1, Math.ceil(packed.byteLength / partBytesMax))
  return Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const id = `${origin.credentialId}-${origin.stream}-${content}-${part}`
      const at = { orgId: tenant.orgId, table: 'raw_payloads', column: 'envelope', rowId: id }
      const row = {
        org_id: tenant.orgId,
        id,
        vendor_id: origin.vendorId,
        credential_id: origin.credentialId,
        stream: origin.stream,
        run_id: origin.runId,
        part,
        parts,
        envelope: await vault.seal(at, packed.subarray(part * partBytesMax, (part + 1) * partBytesMax)),
        created_at: new Date(nowMs).toISOString(),
        expires_at: expiryOf(nowMs, retentionMsByPlan[tenant.plan]),
      }
      return { row, repeatable: true }
    }),
  )
}
