import { eq, lt, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { signInFailures } from './schema/index.ts'

/** Something that failures are counted for, and how many of them lock it. */
export type CountedSubject = { subject: string; failuresMax: number }

/**
 * Writes an attempt down as failed before it is judged, so that a hundred at the same moment get no further than five
 * in a row; `forgetAttempt` takes it back when it was right. False, and nothing written, when one of the subjects is
 * locked. Units: failures since `sinceMs` count.
 */
export async function beginAttempt(
  db: ControlPlane,
  attemptId: string,
  subjects: readonly CountedSubject[],
  nowMs: number,
  sinceMs: number,
): Promise<boolean> {
  const list = JSON.stringify(subjects)
  const [written] = await db.batch([
    db
      .insert(signInFailures)
      .select(sql`
        SELECT value ->> 'subject', ${attemptId}, ${nowMs} FROM json_each(${list})
        WHERE NOT EXISTS (
          SELECT 1 FROM json_each(${list}) AS counted
          WHERE (
            SELECT count(*) FROM sign_in_failures AS known
            WHERE known.subject = counted.value ->> 'subject' AND known.at_ms > ${sinceMs}
          ) >= counted.value ->> 'failuresMax'
        )`)
      .returning({ subject: signInFailures.subject }),
    db.delete(signInFailures).where(lt(signInFailures.atMs, sinceMs)),
  ])
  return written.length > 0
}

/** An attempt that was no failure. */
export async function forgetAttempt(db: ControlPlane, attemptId: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.attemptId, attemptId))
}

/** All failures of a subject: it has proved itself. */
export async function forgetFailures(db: ControlPlane, subject: string): Promise<void> {
  await db.delete(signInFailures).where(eq(signInFailures.subject, subject))
}
