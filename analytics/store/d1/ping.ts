import { sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'

/** Asks D1 a real question. Errors: throws when it cannot answer. */
export async function pingControlPlane(db: ControlPlane): Promise<void> {
  await db.run(sql`SELECT count(*) FROM organizations`)
}
