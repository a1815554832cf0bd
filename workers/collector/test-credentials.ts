import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import type { Plan } from '../../analytics/plans.ts'
import { leaseDue } from '../../analytics/store/d1/collection.ts'
import { credentials, inventory, organizations, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { newId } from '../new-id.ts'
import { vaultOf } from '../vault/index.ts'
import { leaseMs } from './due.ts'

const place = placeOf(env, env.REGION)

type Given = {
  plan?: Plan
  vendorId?: string
  stream?: string
  settings?: Record<string, string>
  isNew?: boolean
}

/** A credential of an organization of its own, with one stream; `isNew`: nobody knows its account or its people. */
export async function connected({
  plan = 'free',
  vendorId = 'openai',
  stream = 'cost',
  settings = {},
  isNew = false,
}: Given = {}) {
  const id = newId()
  const at = { orgId: `org-${id}`, table: 'credentials', column: 'secret_envelope', rowId: id }
  await place.db
    .insert(organizations)
    .values({ id: at.orgId, name: 'O', region: env.REGION, plan, createdAtMs: 0 })
  await place.db.insert(credentials).values({
    id,
    orgId: at.orgId,
    vendorId,
    label: 'l',
    kind: vendorId === 'openai' ? 'admin_key' : 'proxy_key',
    hint: 'h',
    secretEnvelope: await vaultOf(env, place).seal(at, 'sk-admin-1'),
    settings,
    accountRef: isNew ? null : '',
    status: 'active',
    createdAtMs: 0,
  })
  if (!isNew)
    await place.db
      .insert(inventory)
      .values({ orgId: at.orgId, credentialId: id, type: 'project', ref: 'p', target: 'P' })
  await dueStream({ credentialId: id, orgId: at.orgId, stream, intervalS: 3_600 })
  return id
}

/** A stream that is due now and was never read. */
export async function dueStream(
  known: Pick<typeof streams.$inferInsert, 'credentialId' | 'orgId' | 'stream' | 'intervalS'>,
): Promise<void> {
  await place.db.insert(streams).values({
    ...known,
    nextDueAtMs: 0,
    highWaterAtMs: null,
    leaseId: null,
    leaseUntilMs: 0,
    status: 'active',
    lastError: null,
  })
}

/** The lease of its stream, whatever is due. */
export async function lease(id: string) {
  const nowMs = Date.now()
  await place.db.update(streams).set({ nextDueAtMs: 0, leaseUntilMs: 0 }).where(eq(streams.credentialId, id))
  const [due] = await leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, newId(), id, 1)
  if (!due) throw new Error('nothing was due')
  return due
}
