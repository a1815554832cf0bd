import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { recoveryCodes, users } from './schema/index.ts'

const newCodes = (db: ControlPlane, userId: string, hashes: readonly string[]) => [
  db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
  db
    .insert(recoveryCodes)
    .select(sql`SELECT ${userId}, value, NULL FROM json_each(${JSON.stringify(hashes)})`),
]

/** Puts the prepared second factor into use, with its recovery codes. */
export async function confirmSecondFactor(
  db: ControlPlane,
  userId: string,
  codeHashes: readonly string[],
  nowMs: number,
): Promise<void> {
  const confirm = db.update(users).set({ totpConfirmedAtMs: nowMs }).where(eq(users.id, userId))
  await db.batch([confirm, ...newCodes(db, userId, codeHashes)])
}

/** New recovery codes in place of all earlier ones. */
export async function replaceRecoveryCodes(
  db: ControlPlane,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  const [first, ...rest] = newCodes(db, userId, codeHashes)
  if (first !== undefined) await db.batch([first, ...rest])
}

/** Takes the second factor away, with everything that belongs to it. */
export async function removeSecondFactor(db: ControlPlane, userId: string): Promise<void> {
  await db.batch([
    db
      .update(users)
      .set({ totpEnvelope: null, totpConfirmedAtMs: null, totpStep: null })
      .where(eq(users.id, userId)),
    db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
  ])
}

/** Uses up a recovery code; false when there is none like it or it was used before. */
export async function useRecoveryCode(
  db: ControlPlane,
  userId: string,
  codeHash: string,
  nowMs: number,
): Promise<boolean> {
  const rows = await db
    .update(recoveryCodes)
    .set({ usedAtMs: nowMs })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAtMs),
      ),
    )
    .returning({ userId: recoveryCodes.userId })
  return rows.length === 1
}
