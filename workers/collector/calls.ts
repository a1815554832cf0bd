import { type LlmPushEvent, llmPushEvent } from '../../analytics/contract/push.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { llmEvent, type PipelineContext } from '../../analytics/pipeline.ts'
import { nameActors } from '../../analytics/store/d1/actors.ts'
import { contentHash } from '../content-hash.ts'
import { evidenceRows, type WithOriginal } from '../evidence/rows.ts'
import { quarantinedRow } from '../quarantine.ts'
import type { Outgoing } from '../stream.ts'
import { pseudonymsOf, vaultOf } from '../vault/index.ts'
import type { Names } from './names.ts'
import type { Run } from './run.ts'
import type { CollectedCall } from './vendor.ts'

const refCharsMax = 128

/** Single calls as events: through the same pipeline as pushed ones, under an id that a repeat has again. */
export async function callRows(
  run: Run,
  calls: readonly CollectedCall[],
  names: Names,
  pipeline: PipelineContext,
): Promise<{ events: Outgoing[]; evidence: Outgoing[]; quarantined: Outgoing[] }> {
  const { env, due, place, vendor } = run
  const { nowMs } = pipeline
  const actorIds = await actorsOf(run, calls, names, nowMs)
  const events: Outgoing[] = []
  const originals: WithOriginal[] = []
  const quarantined: Outgoing[] = []
  for (const [index, call] of calls.entries()) {
    const event = await eventOf(vendor.id, call, names)
    const { success, data } = llmPushEvent.safeParse(event)
    const end = success
      ? llmEvent(data, actorIds[index] ?? null, pipeline)
      : ({ end: 'quarantined', reason: 'malformed' } as const)
    if (end.end === 'kept') {
      const row: EventRow = { ...countedRow(run, end.row), source: 'collector' }
      events.push({ row, repeatable: true })
      originals.push({ row, repeatable: true, original: end.original })
      continue
    }
    const item = { id: event.id, source: 'collector', reason: end.reason, repeatable: true } as const
    const actor_id = actorIds[index] ?? null
    quarantined.push(
      await quarantinedRow(due.tenant, vaultOf(env, place), { ...event, actor_id }, item, nowMs),
    )
  }
  const where = { env, tenant: due.tenant, place, nowMs }
  return { events, evidence: await evidenceRows(where, originals), quarantined }
}

/**
 * A stream of content gives text; what it was in calls, tokens and money stands in the streams of usage and cost. Here it
 * is neither estimated nor taken from what the vendor may say beside the text, or it would be counted twice.
 */
function countedRow({ stream }: Run, row: EventRow): EventRow {
  if (stream.kind !== 'content') return row
  const { tokens_estimated: _estimated, tokens_cached: _cached, tokens_reasoning: _reasoning, ...said } = row
  return { ...said, requests: null, tokens_in: 0, tokens_out: 0, cost_usd: '0', cost_source: 'vendor' }
}

async function eventOf(
  vendorId: string,
  { naturalKey, actorRef: _actor, projectRef, ...said }: CollectedCall,
  names: Names,
): Promise<LlmPushEvent & { id: string }> {
  const project = projectRef === null ? null : names.projectOf(projectRef).slice(0, refCharsMax)
  return {
    ...said,
    workspace_id: said.workspace_id ?? (project === null ? null : names.workspaceOf(project)),
    id: await contentHash(`call\n${vendorId}\n${naturalKey}`),
    vendor_id: vendorId,
    ...(project === null ? {} : { project_id: project }),
  }
}

/** The pseudonym of each call's person: by e-mail where the vendor says it, so that all sources meet in one id. */
async function actorsOf(
  { env, due: { tenant }, place }: Run,
  calls: readonly CollectedCall[],
  names: Names,
  nowMs: number,
): Promise<(string | null)[]> {
  const pseudonyms = pseudonymsOf(env)
  const people = new Map<string, { actorId: string; email: string; name: null }>()
  const ids: (string | null)[] = []
  for (const { actor_email: email, actorRef } of calls) {
    const actorId = email
      ? await pseudonyms.ofEmail(tenant.orgId, email)
      : actorRef === null
        ? null
        : await names.actorIdOf(actorRef)
    ids.push(actorId)
    if (email && actorId && pseudonyms.isNew(tenant.orgId, actorId, email))
      people.set(actorId, { actorId, email, name: null })
  }
  if (people.size > 0) await nameActors(tenant, place.db, [...people.values()], nowMs)
  for (const { actorId, email } of people.values()) pseudonyms.remember(tenant.orgId, actorId, email)
  return ids
}
