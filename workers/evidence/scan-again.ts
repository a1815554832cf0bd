import { type Correction, correctionOf, type StoredEvent } from '../../analytics/correction.ts'
import type { Judging } from '../../analytics/judged.ts'
import { rescanned, rescannedExcerpts } from '../../analytics/rescan.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { openOriginal, sealedOriginals } from './original.ts'

/** What today's detectors make of an event: what was scanned (null: there was no text), and what changes. */
export type ScannedAgain = {
  event: StoredEvent
  source: 'evidence' | 'excerpts' | null
  correction: Correction | null
}

type Where = { env: Env; tenant: Tenant; place: Place }

/**
 * Scans events again, oldest first as given: their originals where they are kept and can be opened, else the redacted
 * excerpts. An original is open only in here. Errors: as `ask`, and VaultError while no key can be asked.
 */
export async function eventsAgain(
  where: Where,
  events: readonly StoredEvent[],
  judging: Judging,
): Promise<ScannedAgain[]> {
  const [first] = events
  const last = events.at(-1)
  if (!first || !last) return []
  const eventId = events.length === 1 ? first.id : null
  const sealed = await sealedOriginals(where, { eventId, from: first.created_at, to: last.created_at })
  const scanned: ScannedAgain[] = []
  for (const event of events) {
    const opened = await openOriginal(where, sealed.get(event.id))
    if (typeof opened === 'object') {
      const correction = correctionOf(event, rescanned(event, opened.original, judging))
      scanned.push({ event, source: 'evidence', correction })
    } else if (event.prompt_excerpt || event.response_excerpt) {
      const correction = correctionOf(event, rescannedExcerpts(event, judging))
      scanned.push({ event, source: 'excerpts', correction })
    } else scanned.push({ event, source: null, correction: null })
  }
  return scanned
}
