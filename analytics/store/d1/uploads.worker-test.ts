import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Tenant } from '../../tenant.ts'
import { placeOf } from '../place.ts'
import { beginUpload, saveUpload, uploadById, uploadsOf, uploadsRunning } from './uploads.ts'

const { db } = placeOf(env, env.REGION)
const newTenant = (): Tenant => ({ orgId: `org-${crypto.randomUUID()}`, region: env.REGION, plan: 'free' })
const file = (id: string, startedBy = 'someone') => ({
  id,
  name: 'calls.csv',
  format: 'csv' as const,
  bytesTotal: 10,
  startedBy,
})

describe('the id of an upload', () => {
  it('is taken once in an organization, and says nothing of the others', async () => {
    const [ours, others] = [newTenant(), newTenant()]
    expect(await beginUpload(ours, db, file('chosen-id'), 1)).toBe(true)
    expect(await beginUpload(ours, db, file('chosen-id', 'another'), 2)).toBe(false)
    expect(await uploadById(others, db, 'chosen-id')).toBeNull()
    expect(await beginUpload(others, db, file('chosen-id', 'stranger'), 3)).toBe(true)
    await saveUpload(others, db, 'chosen-id', { status: 'failed', rowsRead: 7 })
    const untouched = { startedBy: 'someone', status: 'running', rowsRead: 0, createdAtMs: 1 }
    expect(await uploadById(ours, db, 'chosen-id')).toMatchObject(untouched)
    expect(await uploadsOf(ours, db, null, null, 10)).toMatchObject([untouched])
    expect(await uploadsRunning(ours, db, 0)).toBe(1)
    expect(await uploadsRunning(others, db, 0)).toBe(0)
    expect(await uploadById(others, db, 'chosen-id')).toMatchObject({ startedBy: 'stranger', rowsRead: 7 })
  })

  it('keeps what was uploaded when it becomes the organization’s own', async () => {
    const at = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0008_'))
    const steps = env.TEST_MIGRATIONS[at]?.queries ?? []
    const before = env.TEST_MIGRATIONS.flatMap(({ queries }) => queries).filter((query) =>
      /(?:CREATE TABLE|ON) `uploads`/.test(query),
    )
    await env.DB.batch(
      ['DROP TABLE uploads', ...before.slice(0, 2), insertOf('old-upload')].map((query) =>
        env.DB.prepare(query),
      ),
    )
    await applyD1Migrations(env.DB, [{ name: 'again', queries: steps }], 'again')
    const tenant: Tenant = { orgId: 'org-before', region: env.REGION, plan: 'free' }
    expect(await uploadById(tenant, db, 'old-upload')).toMatchObject({
      ...file('old-upload'),
      rowsRead: 3,
      ingested: 2,
      faults: [{ line: 2, reason: 'odd' }],
      finishedAtMs: 9,
    })
    expect(await beginUpload(newTenant(), db, file('old-upload'), 1)).toBe(true)
  })
})

const insertOf = (id: string): string => `INSERT INTO uploads
  (id, org_id, name, format, status, bytes_total, rows_read, ingested, faults, started_by, created_at_ms, updated_at_ms, finished_at_ms)
  VALUES ('${id}', 'org-before', 'calls.csv', 'csv', 'succeeded', 10, 3, 2, '[{"line":2,"reason":"odd"}]', 'someone', 1, 2, 9)`
