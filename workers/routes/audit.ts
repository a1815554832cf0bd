import { z } from 'zod'
import { tlogProof } from '../../analytics/ledger/checkpoint.ts'
import { fail, ok } from '../../analytics/result.ts'
import {
  type CheckpointTarget,
  checkpointTargetOf,
  putCheckpointTarget,
  removeCheckpointTarget,
} from '../../analytics/store/d1/checkpoint-targets.ts'
import type { SignedCheckpoint } from '../../durable-objects/audit-ledger.ts'
import { csvExport, jsonExport, planExport } from '../audit/export.ts'
import { ledgerOf } from '../audit/ledger.ts'
import { targetRefusal } from '../audit/push-checkpoints.ts'
import { openEntries, type Reader } from '../audit/read.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { parsed } from '../http/parsed.ts'
import { type CallerContext, rawRoute, route } from '../http/route.ts'

const instant = (ms: number): string => new Date(ms).toISOString()
const msOf = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text))

const entryCursor = z.strictObject({ seq: z.int().min(0) })
const checkpointCursor = z.strictObject({ size: z.int().min(0) })
const noCheckpoint: Failure = { kind: 'not_found', message: 'There is no checkpoint of this size.' }
const noEntry: Failure = { kind: 'not_found', message: 'There is no such entry under this checkpoint.' }

const readerOf = ({ env, tenant, place, caller, nowMs }: CallerContext): Reader => ({
  env,
  tenant,
  place,
  nowMs,
  access: caller.access,
})

export const audit = route('GET /audit', {
  summary: 'The audit ledger, newest first, with its details opened. Reading it is an entry of its own.',
  permission: 'audit:read',
  audit: 'audit.read',
  async handle(context) {
    const { env, tenant, query, trail } = context
    const { limit, cursor, from, to, ...filters } = query
    const after = decodeCursor(cursor, entryCursor)
    if (!after.ok) return after
    trail.target = tenant.orgId
    trail.after = query
    const found = await ledgerOf(env, tenant).page({
      actor: filters.actor ?? null,
      action: filters.action ?? null,
      target: filters.target ?? null,
      outcome: filters.outcome ?? null,
      fromMs: msOf(from),
      toMs: msOf(to),
      beforeSeq: after.value?.seq ?? null,
      rows: limit + 1,
    })
    const { shown, nextCursor } = cutPage(found, limit, ({ seq }) => ({ seq }))
    const opened = await openEntries(readerOf(context), shown)
    return ok({ items: opened.map(({ item }) => item), next_cursor: nextCursor })
  },
})

const exportQuery = z.strictObject({
  fmt: z.enum(['csv', 'json']).default('json'),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})

export const auditExport = rawRoute('GET /audit/export', {
  summary: 'The ledger of a period: JSON with everything that the verifier needs, or CSV for reading.',
  permission: 'audit:export',
  audit: 'audit.exported',
  async handle(context) {
    const { tenant, url, trail } = context
    const query = parsed(exportQuery, Object.fromEntries(url.searchParams))
    if (!query.ok) return query
    const { fmt, from, to } = query.value
    const reader = readerOf(context)
    const plan = await planExport(reader, { fromMs: msOf(from), toMs: msOf(to) })
    const { first, end, checkpoint } = plan
    trail.target = tenant.orgId
    trail.after = { format: fmt, from, to, first, end, checkpoint_size: checkpoint.size }
    const name = `audit-${tenant.orgId}-${first}-${end}.${fmt}`
    return ok(
      new Response(fmt === 'csv' ? csvExport(reader, plan) : jsonExport(reader, plan), {
        headers: {
          'content-type': fmt === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
        },
      }),
    )
  },
})

const checkpointItem = ({ origin, size, root, atMs, note, vkey }: SignedCheckpoint) => ({
  origin,
  size,
  root,
  at: instant(atMs),
  note,
  vkey,
})

export const auditCheckpoint = route('GET /audit/checkpoint', {
  summary: 'The newest signed checkpoint, or the one of exactly `size` entries.',
  permission: 'audit:read',
  async handle({ env, tenant, query }) {
    const ledger = ledgerOf(env, tenant)
    const found =
      query.size === undefined
        ? ((await ledger.checkpoint(tenant.orgId, null)) ?? (await ledger.seal(tenant.orgId)))
        : await ledger.checkpoint(tenant.orgId, query.size)
    return found === null ? fail(noCheckpoint) : ok(checkpointItem(found))
  },
})

export const auditCheckpoints = route('GET /audit/checkpoints', {
  summary: 'Signed checkpoints, newest first.',
  permission: 'audit:read',
  async handle({ env, tenant, query }) {
    const after = decodeCursor(query.cursor, checkpointCursor)
    if (!after.ok) return after
    const before = after.value?.size ?? null
    const found = await ledgerOf(env, tenant).checkpoints(tenant.orgId, before, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ size }) => ({ size }))
    return ok({ items: shown.map(checkpointItem), next_cursor: nextCursor })
  },
})

const seqShape = z.string().regex(/^\d{1,15}$/)

export const auditProof = route('GET /audit/proof/:seq', {
  summary:
    'The proof that an entry stands under a signed checkpoint: the newest, or the one of `size` entries.',
  permission: 'audit:read',
  async handle({ env, tenant, query, params }) {
    const given = seqShape.safeParse(params.seq)
    if (!given.success) return fail(noEntry)
    const seq = Number(given.data)
    const ledger = ledgerOf(env, tenant)
    const { end } = await ledger.range({ fromMs: null, toMs: null })
    if (seq >= end) return fail(noEntry)
    const newest = query.size === undefined ? await ledger.checkpoint(tenant.orgId, null) : null
    const checkpoint =
      query.size !== undefined
        ? await ledger.checkpoint(tenant.orgId, query.size)
        : newest !== null && newest.size > seq
          ? newest
          : await ledger.seal(tenant.orgId)
    if (checkpoint === null) return fail(noCheckpoint)
    const proof = await ledger.proof(seq, checkpoint.size)
    if (proof === null) return fail(noEntry)
    const { leaf, hashes, root } = proof
    const { size, note } = checkpoint
    return ok({ seq, size, leaf, hashes, root, tlog_proof: tlogProof(seq, hashes, note) })
  },
})

export const auditConsistency = route('GET /audit/consistency', {
  summary: 'The proof that the ledger of `from` entries is the beginning of the one of `to` entries.',
  permission: 'audit:read',
  async handle({ env, tenant, query: { from, to } }) {
    const proof = await ledgerOf(env, tenant).consistency(from, to)
    if (proof === null)
      return fail({
        kind: 'not_found',
        message: 'The ledger has not so many entries, or `from` is above `to`.',
      })
    return ok({ from, to, hashes: proof.hashes, from_root: proof.fromRoot, to_root: proof.toRoot })
  },
})

const targetItem = ({ url, pushedSize, pushedAtMs, lastError }: CheckpointTarget) => ({
  url,
  pushed_size: pushedSize,
  pushed_at: pushedAtMs === null ? null : instant(pushedAtMs),
  last_error: lastError,
})

export const checkpointTarget = route('GET /audit/checkpoint-target', {
  summary: 'Where signed checkpoints are sent, and how far that went.',
  permission: 'audit:read',
  async handle({ tenant, place }) {
    const target = await checkpointTargetOf(tenant, place.db)
    return ok({ target: target === null ? null : targetItem(target) })
  },
})

export const setCheckpointTarget = route('PUT /audit/checkpoint-target', {
  summary:
    'Send every new checkpoint to an address of your own, so that the past cannot be rewritten unseen.',
  permission: 'audit:export',
  audit: 'checkpoint_target.set',
  async handle({ env, tenant, place, body, nowMs, trail }) {
    trail.target = tenant.orgId
    const refused = targetRefusal(env, body.url)
    if (refused !== null) return fail({ kind: 'invalid', issues: [{ path: 'url', message: refused }] })
    const before = await checkpointTargetOf(tenant, place.db)
    trail.before = { url: before?.url ?? null }
    trail.after = { url: body.url }
    return ok({ target: targetItem(await putCheckpointTarget(tenant, place.db, body.url, nowMs)) })
  },
})

export const dropCheckpointTarget = route('DELETE /audit/checkpoint-target', {
  summary: 'Stop sending checkpoints.',
  permission: 'audit:export',
  audit: 'checkpoint_target.removed',
  async handle({ tenant, place, trail }) {
    trail.target = tenant.orgId
    const before = await checkpointTargetOf(tenant, place.db)
    trail.before = { url: before?.url ?? null }
    await removeCheckpointTarget(tenant, place.db)
    return ok({ removed: true as const })
  },
})
