import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { beginUpload, uploadById } from '../../analytics/store/d1/uploads.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { AppendRequest } from '../../durable-objects/stream-shard.ts'
import type { CallerContext } from '../http/route.ts'
import { newId } from '../new-id.ts'
import { takeFile } from './take-file.ts'

const place = placeOf(env, env.REGION)
const whole = {
  ...{ isWhole: true, workspaceIds: [], projectIds: [], resources: [] },
  ...{ exceptWorkspaceIds: [], exceptProjectIds: [], exceptResources: [] },
}
const behind = { accepted: false, reason: 'behind', retryAfterS: 0.01 } as const

afterEach(() => vi.restoreAllMocks())

/** An upload of an organization, whose log takes what `isTaken` says, asked with how often it was asked. */
async function uploading(isTaken: (asked: number) => boolean | Promise<boolean>, orgId = `org-${newId()}`) {
  const tenant: Tenant = { orgId, region: env.REGION, plan: 'pro' }
  const upload = { id: newId(), name: 'x.jsonl', format: 'jsonl' as const, bytesTotal: null, startedBy: 'u' }
  await beginUpload(tenant, place.db, upload, 0)
  const ids: string[] = []
  let asked = 0
  const append = async (_address: unknown, { chunks }: AppendRequest) => {
    asked += 1
    if (!(await isTaken(asked))) return behind
    const events = chunks.filter(({ table }) => table === 'events')
    ids.push(...events.flatMap((chunk) => chunk.ids ?? []).filter((id) => id !== null))
    return { accepted: true, kept: ids.length, duplicates: 0, changed: 0 }
  }
  const full = { ...env, STREAM_SHARD: { getByName: () => ({ append }) } }
  const context = { env: full, tenant, place, reach: whole, caller: {}, waitUntil: () => undefined }
  const stored = () => uploadById(tenant, place.db, upload.id)
  const take = async (lines: readonly object[]) => {
    const body = new Blob([lines.map((line) => `${JSON.stringify(line)}\n`).join('')]).stream()
    const { ok } = await takeFile(context as unknown as CallerContext, upload, body)
    return { ok, ids, asked, stored: await stored() }
  }
  return { take, stored }
}
const call = { model: 'gpt-5', prompt: 'Hello' }

describe('a file for a log that is full', () => {
  it('waits, says so meanwhile, and is taken once there is room', async () => {
    const lastHeardMs: number[] = []
    const { take, stored } = await uploading(async (asked) => {
      const seen = await stored()
      expect(seen).toMatchObject({ status: 'running', rowsRead: 0, ingested: 0 })
      lastHeardMs.push(seen?.updatedAtMs ?? 0)
      return asked === 3
    })
    const taken = await take([call, call])
    expect(taken).toMatchObject({
      ok: true,
      asked: 3,
      stored: { status: 'succeeded', rowsRead: 2, ingested: 2, lastError: null },
    })
    expect(lastHeardMs).toEqual([0, expect.any(Number), expect.any(Number)])
    expect(lastHeardMs[1]).toBeGreaterThan(0)
  })

  it('is given up after ten minutes, and what was read of it is told', async () => {
    const clock = Date.now
    let laterMs = 0
    vi.spyOn(Date, 'now').mockImplementation(() => clock() + laterMs)
    const { take } = await uploading((asked) => {
      laterMs = (asked - 1) * 5 * 60_000
      return false
    })
    const taken = await take([call])
    expect(taken).toMatchObject({
      ok: false,
      asked: 3,
      stored: { status: 'failed', ingested: 0, lastError: expect.stringContaining('store is behind') },
    })
  })
})

describe('rows without an id', () => {
  it('have one of their line and what it says, in their organization', async () => {
    const idsOf = async (lines: readonly object[], orgId: string) =>
      (await (await uploading(() => true, orgId)).take(lines)).ids
    const orgId = `org-${newId()}`
    const ids = await idsOf([call, call, { ...call, id: 'own' }], orgId)
    expect(new Set(ids).size).toBe(3)
    expect(ids[2]).toContain('own')
    expect(await idsOf([call, call], orgId)).toEqual(ids.slice(0, 2))
    expect(await idsOf([call, { ...call, prompt: 'Bye' }], orgId)).not.toContain(ids[1])
    const others = await idsOf([call, call], `org-${newId()}`)
    expect(others.some((id) => ids.includes(id))).toBe(false)
  })
})
