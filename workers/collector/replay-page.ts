import { rawAnswers } from '../../analytics/queries/raw-answers.ts'
import { rawPages } from '../../analytics/queries/raw-pages.ts'
import { unzipped } from '../packed.ts'
import { vaultOf } from '../vault/index.ts'
import { VaultError } from '../vault/vault-error.ts'
import { onceMemory } from './once.ts'
import { jsonFetcher } from './outbound.ts'
import { type PageRecord, partId, rawAt } from './raw.ts'
import type { Run } from './run.ts'
import { storedAnswers } from './stored-answers.ts'
import type { PulledPage, VendorContext } from './vendor.ts'

/** A page as the adapter of today reads it, and when it was read first. Units: epoch milliseconds. */
export type KeptPage = { page: PulledPage; readAtMs: number }

/** Parameters travel in the address; an id may be some 150 characters long. */
const idsAtOnce = 50

/** Reads kept pages again, in this order; null for one whose answers are no longer stored or cannot be read. */
export async function* readKept(
  run: Run,
  context: VendorContext,
  ids: readonly string[],
): AsyncGenerator<KeptPage | null> {
  const { place, due, credential, stream } = run
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const group = ids.slice(from, from + idsAtOnce)
    const asked = { credentialId: credential.id, stream: stream.name, ids: group }
    const rows = await place.clickhouse.ask(due.tenant, rawPages, asked)
    const envelopes = new Map(rows.map(({ id, envelope }) => [id, envelope]))
    for (const id of group) yield await keptPage(run, context, id, envelopes.get(id))
  }
}

async function keptPage(
  run: Run,
  context: VendorContext,
  id: string,
  envelope: string | undefined,
): Promise<KeptPage | null> {
  if (envelope === undefined) return null
  try {
    const { env, place, due, stream } = run
    const text = await vaultOf(env, place).openText(rawAt(due.tenant, 'raw_pages', id), envelope)
    const { nowMs, fromMs, toMs, page, exchanges } = JSON.parse(text) as PageRecord
    const { send, isWhole } = storedAnswers(exchanges, await textsOf(run, exchanges))
    const then = { ...context, send, fetchJson: jsonFetcher(send), once: onceMemory(), nowMs }
    const pulled = await stream.pull(then, { fromMs, toMs, page })
    return pulled.ok && isWhole() ? { page: pulled.value, readAtMs: nowMs } : null
  } catch (error) {
    if (!(error instanceof VaultError) || error.code === 'key_service_unavailable') throw error
    return null
  }
}

/** The kept answers of a page by the hash of their content; one that lacks a part is left out. */
async function textsOf(
  { env, place, due: { tenant }, credential, stream }: Run,
  exchanges: PageRecord['exchanges'],
): Promise<Map<string, string>> {
  const vault = vaultOf(env, place)
  const origin = { credentialId: credential.id, stream: stream.name }
  const wanted = new Map(
    exchanges.flatMap(({ answer }) => ('content' in answer ? [[answer.content, answer.parts] as const] : [])),
  )
  const idsOf = (content: string, parts: number): string[] =>
    Array.from({ length: parts }, (_, part) => partId(origin, content, part))
  const ids = [...wanted].flatMap(([content, parts]) => idsOf(content, parts))
  const envelopes = new Map<string, string>()
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const group = { ids: ids.slice(from, from + idsAtOnce) }
    for (const { id, envelope } of await place.clickhouse.ask(tenant, rawAnswers, group))
      envelopes.set(id, envelope)
  }
  const texts = new Map<string, string>()
  for (const [content, parts] of wanted) {
    const own = idsOf(content, parts)
    if (!own.every((id) => envelopes.has(id))) continue
    const opened = own.map((id) => vault.open(rawAt(tenant, 'raw_payloads', id), envelopes.get(id) ?? ''))
    texts.set(content, await unzipped(await Promise.all(opened)))
  }
  return texts
}
