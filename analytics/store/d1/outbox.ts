import { desc, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { outbox } from './schema/index.ts'

export type KeptMail = typeof outbox.$inferSelect

/** Units: messages. */
const keptMax = 200

/** Keeps a message; the oldest are forgotten. */
export async function keepMail(db: ControlPlane, mail: KeptMail): Promise<void> {
  await db.batch([
    db.insert(outbox).values(mail),
    db
      .delete(outbox)
      .where(sql`${outbox.id} NOT IN (SELECT id FROM outbox ORDER BY at_ms DESC, id DESC LIMIT ${keptMax})`),
  ])
}

/** All messages that are kept, the newest first. */
export async function keptMail(db: ControlPlane): Promise<KeptMail[]> {
  return db.select().from(outbox).orderBy(desc(outbox.atMs), desc(outbox.id)).limit(keptMax)
}
