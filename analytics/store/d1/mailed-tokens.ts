import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { mailedTokens } from './schema/index.ts'

export type MailedToken = typeof mailedTokens.$inferSelect
type Purpose = MailedToken['purpose']

const dayMs = 86_400_000

/**
 * Keeps a new one-time token and lets the earlier ones of its purpose die. False, and nothing changes, when the person
 * was sent `recentMax` of them since `sinceMs`: nobody's letter box is filled by a stranger.
 */
export async function addMailedToken(
  db: ControlPlane,
  token: Omit<MailedToken, 'usedAtMs'>,
  recentMax: number,
  sinceMs: number,
): Promise<boolean> {
  const { tokenHash, userId, purpose, email, createdAtMs, expiresAtMs } = token
  const added = await db.all(sql`
    INSERT INTO mailed_tokens (token_hash, user_id, purpose, email, created_at_ms, expires_at_ms)
    SELECT ${tokenHash}, ${userId}, ${purpose}, ${email}, ${createdAtMs}, ${expiresAtMs}
    WHERE (
      SELECT count(*) FROM mailed_tokens
      WHERE user_id = ${userId} AND purpose = ${purpose} AND created_at_ms > ${sinceMs}
    ) < ${recentMax}
    RETURNING token_hash`)
  if (added.length === 0) return false
  await db.batch([
    db
      .update(mailedTokens)
      .set({ usedAtMs: createdAtMs })
      .where(
        and(
          eq(mailedTokens.userId, userId),
          eq(mailedTokens.purpose, purpose),
          isNull(mailedTokens.usedAtMs),
          sql`${mailedTokens.tokenHash} <> ${tokenHash}`,
        ),
      ),
    db.delete(mailedTokens).where(lt(mailedTokens.expiresAtMs, createdAtMs - dayMs)),
  ])
  return true
}

const usable = (tokenHash: string, purpose: Purpose, nowMs: number) =>
  and(
    eq(mailedTokens.tokenHash, tokenHash),
    eq(mailedTokens.purpose, purpose),
    isNull(mailedTokens.usedAtMs),
    gt(mailedTokens.expiresAtMs, nowMs),
  )

/** A token that may still be used; null for any other. */
export async function mailedToken(
  db: ControlPlane,
  tokenHash: string,
  purpose: Purpose,
  nowMs: number,
): Promise<MailedToken | null> {
  const rows = await db
    .select()
    .from(mailedTokens)
    .where(usable(tokenHash, purpose, nowMs))
    .limit(1)
  return rows[0] ?? null
}

/** Uses a token up; null when somebody was first, or it never was one. */
export async function useMailedToken(
  db: ControlPlane,
  tokenHash: string,
  purpose: Purpose,
  nowMs: number,
): Promise<MailedToken | null> {
  const rows = await db
    .update(mailedTokens)
    .set({ usedAtMs: nowMs })
    .where(usable(tokenHash, purpose, nowMs))
    .returning()
  return rows[0] ?? null
}
