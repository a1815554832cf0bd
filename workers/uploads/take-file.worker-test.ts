import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { uploadLimits } from '../../analytics/contract/uploads.ts'
import { beginUpload, uploadById } from '../../analytics/store/d1/uploads.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { CallerContext } from '../http/route.ts'
import { newId } from '../new-id.ts'
import { takeFile } from './take-file.ts'

const place = placeOf(env, env.REGION)

/** What becomes of a file of so many rows that say nothing, where so many are taken. */
async function takenOf(rows: number, rowsMax: number) {
  const tenant: Tenant = { orgId: `org-${newId()}`, region: env.REGION, plan: 'free' }
  const upload = { id: newId(), name: 'x.jsonl', format: 'jsonl' as const, bytesTotal: null, startedBy: 'u' }
  await beginUpload(tenant, place.db, upload, 0)
  const context = { env, tenant, place } as unknown as CallerContext
  const body = new Blob(['{}\n'.repeat(rows)]).stream()
  const { ok } = await takeFile(context, upload, body, { ...uploadLimits, rowsMax })
  return { ok, stored: await uploadById(tenant, place.db, upload.id) }
}

describe('a file', () => {
  it('of as many rows as are taken is read to its end', async () => {
    expect(await takenOf(3, 3)).toMatchObject({ ok: true, stored: { status: 'succeeded', rowsRead: 3 } })
  })

  it.each([
    [4, 3],
    [501, 500],
    [1_001, 502],
  ])('of %i rows where %i are taken is refused, also within its last batch', async (rows, rowsMax) => {
    const { ok, stored } = await takenOf(rows, rowsMax)
    expect(ok).toBe(false)
    expect(stored).toMatchObject({
      status: 'failed',
      lastError: `The file has more than ${rowsMax} rows.`,
    })
    expect(stored?.rowsRead).toBeLessThanOrEqual(rowsMax)
  })
})
