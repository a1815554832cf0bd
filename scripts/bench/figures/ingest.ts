import { createHash, randomUUID } from 'node:crypto'
import { catalogueProfile } from '../../../analytics/detection.ts'
import { llmEvent, type PipelineContext } from '../../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../../analytics/plans.ts'
import { priceUsage } from '../../../analytics/pricing/price.ts'
import { detectorVersion } from '../../../detectors/index.ts'
import { migrateClickHouse } from '../../migrate.ts'
import { figure, type Reading } from '../figure.ts'
import { good, type HttpClient, httpClient, shareOut } from '../http-client.ts'
import { type IngestBudget, ingestBudget } from '../ingest-budget.ts'
import { type Instance, ingestPath, untilRows } from '../instance.ts'
import { batchesOf, freshEvents, freshPrompts, type PushedPrompt } from '../prompts.ts'
import { median, spread } from '../statistics.ts'

const connections = 4
const batchRows = 500
const warmUpRows = 20_000
const promptChars = 500

/** What is pushed. `suffix` stands behind the figures' names. */
const kinds = [
  { suffix: '', fresh: (count: number): readonly PushedPrompt[] => freshPrompts(count, promptChars) },
  { suffix: '@with_responses', fresh: (count: number): readonly PushedPrompt[] => freshEvents(count) },
] as const

/** Pushed events until all can be queried, beside plain inserts of the very rows that they become. */
export const ingest = figure({
  name: 'ingest',
  summary: 'events/s from the request to the query, beside a plain ClickHouse insert of the same rows',
  async measure({ isQuick, instance, later, note }) {
    const running = await instance()
    await running.untilCollected()
    const plainDatabase = 'plain'
    await migrateClickHouse({ ...running.clickHouse, database: plainDatabase })
    const api = running.client(connections)
    const store = httpClient(
      running.clickHouse.url,
      { 'x-clickhouse-user': running.clickHouse.username, 'x-clickhouse-key': running.clickHouse.password },
      connections,
    )
    later(store.close)

    await pushAll(running, api, freshEvents(warmUpRows))
    await insertAll(store, plainDatabase, running.orgId, freshEvents(warmUpRows))
    const pushed = kinds.map((): number[] => [])
    const plain = kinds.map((): number[] => [])
    for (let round = 0; round < (isQuick ? 2 : 5); round++) {
      for (const [kind, { fresh }] of kinds.entries()) {
        const events = fresh(isQuick ? 20_000 : 80_000)
        pushed[kind]?.push(await pushAll(running, api, events))
        plain[kind]?.push(await insertAll(store, plainDatabase, running.orgId, events))
      }
    }
    return kinds.flatMap(({ suffix, fresh }, kind): Reading[] => {
      const ours = pushed[kind] ?? []
      const baseline = plain[kind] ?? []
      note(`pushed${suffix}: ${spread(ours, 0)} events/s`)
      note(`plain inserts${suffix}: ${spread(baseline, 0)} events/s`)
      const budget = ingestBudget(contextOf(running.orgId), fresh(isQuick ? 4_000 : 20_000))
      note(`an event${suffix} takes ${inWords(budget, 1e6 / median(ours))}`)
      const unit = 'events/s'
      return [
        { name: `ingest_events_per_s${suffix}`, value: median(ours), unit, baseline: median(baseline) },
        { name: `ingest_plain_insert_events_per_s${suffix}`, value: median(baseline), unit },
      ]
    })
  },
})

/** Units: `wholeUs` microseconds. */
function inWords(budget: IngestBudget, wholeUs: number): string {
  const stages = Object.entries(budget).map(([stage, us]) => `${stage} ${us.toFixed(1)}`)
  const ours = Object.values(budget).reduce((sum, each) => sum + each, 0)
  return `${wholeUs.toFixed(1)} µs: ${stages.join(', ')}; calls, log and flush ${(wholeUs - ours).toFixed(1)}`
}

const contextOf = (orgId: string): PipelineContext => ({
  orgId,
  region: 'us',
  retentionMs: retentionMsByPlan.enterprise,
  nowMs: Date.now(),
  newId: randomUUID,
  detection: catalogueProfile,
  detectorVersion,
  price: priceUsage,
})

/** As long as the pseudonym that the product stores. */
const actorOf = ({ actor_email }: PushedPrompt): string =>
  `act_${createHash('sha256').update(actor_email).digest('base64url').slice(0, 22)}`

/** Units: events a second. */
async function pushAll({ db }: Instance, api: HttpClient, events: readonly PushedPrompt[]): Promise<number> {
  const before = await db.number('SELECT count() FROM events')
  const bodies = batchesOf(events, batchRows).map((batch) => Buffer.from(JSON.stringify({ events: batch })))
  const startedAtMs = performance.now()
  await shareOut(bodies, connections, async (body) => {
    for (;;) {
      const answer = await api.post(ingestPath, body)
      if (answer.status !== 429) return good(answer)
    }
  })
  await untilRows(db, '1', before + events.length)
  return (events.length * 1000) / (performance.now() - startedAtMs)
}

/** The same rows, made beforehand, as whoever has ClickHouse alone would insert them. Units: events a second. */
async function insertAll(
  store: HttpClient,
  database: string,
  orgId: string,
  events: readonly PushedPrompt[],
): Promise<number> {
  const context = contextOf(orgId)
  const bodies = batchesOf(events, batchRows).map((batch) => {
    const batchId = randomUUID()
    const lines = batch.map((event) => {
      const made = llmEvent(event, actorOf(event), context)
      if (made.end !== 'kept') throw new Error(`a prompt was ${made.end}`)
      return JSON.stringify({ ...made.row, batch_id: batchId })
    })
    return { batchId, body: Buffer.from(`${lines.join('\n')}\n`) }
  })
  const startedAtMs = performance.now()
  await shareOut(bodies, connections, async ({ batchId, body }) => {
    const settings = new URLSearchParams({
      query: 'INSERT INTO event_changes FORMAT JSONEachRow',
      database,
      insert_deduplication_token: batchId,
      async_insert: '0',
      deduplicate_blocks_in_dependent_materialized_views: '1',
      date_time_input_format: 'best_effort',
    })
    good(await store.post(`/?${settings}`, body))
  })
  return (events.length * 1000) / (performance.now() - startedAtMs)
}
