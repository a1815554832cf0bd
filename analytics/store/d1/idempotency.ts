import { and, eq, lt } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { idempotentAnswers } from './schema/index.ts'

export type IdempotentAnswer = Pick<
  typeof idempotentAnswers.$inferSelect,
  'fingerprint' | 'answerEnvelope' | 'createdAtMs'
>

/** Takes a name for a write that begins; null when it is taken now, else what is known under it. */
export async function beginIdempotent(
  tenant: Tenant,
  db: ControlPlane,
  name: string,
  fingerprint: string,
  nowMs: number,
  forgetBeforeMs: number,
): Promise<IdempotentAnswer | null> {
  const [, taken] = await db.batch([
    db.delete(idempotentAnswers).where(lt(idempotentAnswers.createdAtMs, forgetBeforeMs)),
    db
      .insert(idempotentAnswers)
      .values({ orgId: tenant.orgId, name, fingerprint, answerEnvelope: null, createdAtMs: nowMs })
      .onConflictDoNothing()
      .returning({ name: idempotentAnswers.name }),
  ])
  if (taken.length === 1) return null
  const rows = await db.select().from(idempotentAnswers).where(isNamed(tenant, name))
  return rows[0] ?? { fingerprint, answerEnvelope: null, createdAtMs: nowMs }
}

/** Keeps what was answered. */
export async function endIdempotent(
  tenant: Tenant,
  db: ControlPlane,
  name: string,
  answerEnvelope: string,
): Promise<void> {
  await db.update(idempotentAnswers).set({ answerEnvelope }).where(isNamed(tenant, name))
}

/** Frees a name: nothing came of the write, so that it may be tried again. */
export async function freeIdempotent(tenant: Tenant, db: ControlPlane, name: string): Promise<void> {
  await db.delete(idempotentAnswers).where(isNamed(tenant, name))
}

const isNamed = (tenant: Tenant, name: string) =>
  and(eq(idempotentAnswers.orgId, tenant.orgId), eq(idempotentAnswers.name, name))
