import type { Original } from '../../analytics/judged.ts'
import { type EvidencePart, evidenceOfEvents } from '../../analytics/queries/evidence-of-events.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { unzipped } from '../packed.ts'
import { vaultOf } from '../vault/index.ts'
import { VaultError } from '../vault/vault-error.ts'
import { evidenceAt } from './rows.ts'

/** An original, or why there is none: `none` was kept, or its key is `destroyed`. */
export type Opened = { original: Original; dataType: string } | 'none' | 'destroyed'

type Where = { env: Env; tenant: Tenant; place: Place }
type Span = { eventId: string | null; from: string; to: string }

/** The originals that are kept of events between two moments, sealed, by event. Errors: as `ask`. */
export async function sealedOriginals(
  { tenant, place }: Where,
  span: Span,
): Promise<Map<string, EvidencePart[]>> {
  return Map.groupBy(await place.clickhouse.ask(tenant, evidenceOfEvents, span), ({ event_id }) => event_id)
}

/** Opens an original from all of its parts. Errors: VaultError when it was altered or no key can be asked. */
export async function openOriginal(
  { env, tenant, place }: Where,
  parts: readonly EvidencePart[] | undefined,
): Promise<Opened> {
  const [first] = parts ?? []
  if (!parts || !first || parts.length < first.parts) return 'none'
  const vault = vaultOf(env, place)
  try {
    const opened = parts.map(({ id, envelope }) => vault.open(evidenceAt(tenant, id), envelope))
    const original = JSON.parse(await unzipped(await Promise.all(opened))) as Original
    return { original, dataType: first.data_type }
  } catch (error) {
    const isGone = error instanceof VaultError && /^(?:destroyed|unknown)_ke[ky]/.test(error.code)
    if (isGone) return 'destroyed'
    throw error
  }
}
