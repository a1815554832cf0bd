import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import { instantOf } from '../moments.ts'
import type { Answer } from '../outbound.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, readLines } from '../page.ts'
import { nonEmpty } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import type { Query } from './openai-wire.ts'

/** An address of the compliance platform for the workspace, or the organization, of the credential. */
export function complianceAddress(ctx: VendorContext, path: string, query: Query): URL {
  const id = ctx.settings.workspace_id ?? ''
  const scope = id.startsWith('org-') ? 'organizations' : 'workspaces'
  return addressOf(ctx.base('compliance'), `/compliance/${scope}/${encodeURIComponent(id)}/${path}`, query)
}

/** The kinds of log that the platform is known to write, read one after another as one stream. */
const logs: readonly [{ name: string }, ...{ name: string }[]] = [
  { name: 'auth_log' },
  { name: 'app_log' },
  { name: 'app_auth_log' },
  { name: 'codex_log' },
  { name: 'codex_security_log' },
]

const fileList = z.object({
  data: z.array(z.object({ id: z.string(), end_time: instantOf.nullish() })),
  has_more: z.boolean().nullish(),
  last_end_time: z.string().nullish(),
})
type FileList = z.infer<typeof fileList>

/** A workspace that has no log of a kind says so in one of these ways. */
const absentTags: readonly OutboundFailure['tag'][] = ['not_found', 'rejected']

/**
 * One file of one kind of log. Shape of the vendor's part of the cursor: `<after>|<file read last>`; a list that is
 * asked again after the same moment is the same, so a run that was cut off finds its place.
 */
export async function pullLogs(ctx: VendorContext, window: PullWindow): Pulled {
  const stage = stageOf(window.page, logs)
  if (!stage) return fail(unknownStage)
  const { after, lastId } = placeOf(stage.cursor, window)
  const listName = `${stage.part.name}|${after}`
  const listed = await ctx.once(listName, () => listFiles(ctx, stage.part.name, after))
  if (!listed.ok) {
    const isAbsent = absentTags.includes(listed.failure.tag)
    return isAbsent ? ok({ ...emptyPage(), nextPage: stage.after(null) }) : listed
  }

  const { data, has_more, last_end_time } = listed.value
  const file = data[data.findIndex(({ id }) => id === lastId) + 1]
  if (!file || (file.end_time != null && file.end_time > window.toMs)) {
    return ok({ ...emptyPage(), nextPage: stage.after(null) })
  }
  const page = await readFile(ctx, file.id)
  if (!page.ok) return page
  const isLast = file.id === data.at(-1)?.id
  if (!isLast) return ok({ ...page.value, nextPage: stage.after(`${after}|${file.id}`) })
  if (!has_more) return ok({ ...page.value, nextPage: stage.after(null) })
  if (!last_end_time || last_end_time === after)
    return fail({ tag: 'bad_json', reason: 'a list goes on without saying from when' })
  return ok({ ...page.value, nextPage: stage.after(`${last_end_time}|`) })
}

function placeOf(cursor: string | null, window: PullWindow): { after: string; lastId: string } {
  const [after, lastId = ''] = (cursor ?? '').split('|')
  return { after: after || new Date(window.fromMs).toISOString(), lastId }
}

async function listFiles(
  ctx: VendorContext,
  name: string,
  after: string,
): Promise<Result<FileList, OutboundFailure>> {
  const url = complianceAddress(ctx, 'logs', { event_type: name.toUpperCase(), limit: 100, after })
  const page = await fetchPage(ctx, { url, headers: bearer(ctx) }, fileList)
  return page.ok ? ok(page.value.body) : page
}

/** The vendor answers with where the file lies; there the key is not shown. */
async function readFile(ctx: VendorContext, id: string): Pulled {
  const url = complianceAddress(ctx, `logs/${encodeURIComponent(id)}`, {})
  const answer = await ctx.send({ url, headers: bearer(ctx), accept: 'text' })
  const file = answer.ok ? answer : await download(ctx, url, answer.failure)
  if (!file.ok) return file
  const { raw } = file.value
  const { kept, rows, skipped } = readLines(raw, logLine)
  return ok({ ...emptyPage(), raw, audit: kept, rows, skipped })
}

async function download(
  ctx: VendorContext,
  from: URL,
  failure: OutboundFailure,
): Promise<Result<Answer, OutboundFailure>> {
  const location = failure.tag === 'redirect' ? failure.location : null
  const url = location === null ? null : URL.parse(location, from)
  return url ? ctx.send({ url, headers: {}, accept: 'text' }) : fail(failure)
}

/** Read without filling in what is not there: entries are kept as the vendor gives them. */
const text = z.string().nullish()

const logLine = z
  .looseObject({
    event_id: nonEmpty,
    type: nonEmpty,
    timestamp: instantOf,
    actor: z.looseObject({ user_id: text, user_email: text }).nullish(),
    request_metadata: z.looseObject({ client_ip: text }).nullish(),
    action_data: z.looseObject({ action: text }).nullish(),
  })
  .transform(
    ({ event_id, type, timestamp, actor, request_metadata, action_data, ...rest }): AuditObservation => {
      const kind = type.toLowerCase()
      return {
        naturalKey: event_id,
        vendorId: 'openai',
        atMs: timestamp,
        action: action_data?.action ? `${kind}.${action_data.action}` : kind,
        actorRef: actor?.user_id || null,
        actorEmail: actor?.user_email || null,
        projectRef: null,
        targetType: null,
        targetRef: null,
        outcome: null,
        address: request_metadata?.client_ip || null,
        details: { ...rest, actor, request_metadata, action_data },
      }
    },
  )
