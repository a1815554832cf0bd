import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { emptyPage, fetchPage, judged } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { ofTeam, teamOf } from './xai-team.ts'

const events = z.object({ events: z.array(z.unknown()).nullish(), nextPageToken: ref })
const event = z.object({
  eventId: nonEmpty,
  eventTime: z.iso.datetime({ offset: true }),
  description: nonEmpty,
  user: z.object({ userId: ref, email: ref, givenName: ref, familyName: ref }).nullish(),
})

/** The audit log of the team; its order is not documented. */
export async function pullAudit(ctx: VendorContext, window: PullWindow): Pulled {
  const team = await teamOf(ctx)
  if (!team.ok) return team
  const url = ofTeam(ctx, '/audit/teams', team.value, '/events', {
    pageSize: 100,
    pageToken: window.page,
    eventTimeFrom: new Date(window.fromMs).toISOString(),
    eventTimeTo: new Date(window.toMs).toISOString(),
  })
  const page = await fetchPage(ctx, { url, headers: bearer(ctx) }, events)
  if (!page.ok) return page
  const { events: listed, nextPageToken } = page.value.body
  if (nextPageToken && nextPageToken === window.page) {
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  }
  const { kept, rows, skipped } = judged(listed ?? [], event)
  return ok({
    ...emptyPage(),
    raw: page.value.raw,
    audit: kept.map(auditOf),
    rows,
    skipped,
    nextPage: nextPageToken || null,
  })
}

function auditOf({ eventId, eventTime, description, user }: z.infer<typeof event>): AuditObservation {
  const { userId = null, email = null, givenName = null, familyName = null } = user ?? {}
  return {
    naturalKey: eventId,
    vendorId: 'xai',
    atMs: Date.parse(eventTime),
    action: withoutPeople(description, [givenName, familyName]),
    actorRef: userId,
    actorEmail: email,
    projectRef: null,
    targetType: null,
    targetRef: null,
    outcome: null,
    address: null,
    details: { description, given_name: givenName, family_name: familyName },
  }
}

const actionCharsMax = 100

/** What happened is said in a sentence only, in which people may be named; the sentence itself stands in the details. */
function withoutPeople(sentence: string, names: readonly (string | null)[]): string {
  const known = new Set(names.flatMap((name) => name?.split(/\s+/) ?? []).filter((name) => name.length > 1))
  return sentence
    .split(/\s+/)
    .map((word) => (word.includes('@') || known.has(word.replace(/[^\p{L}-]/gu, '')) ? '…' : word))
    .join(' ')
    .slice(0, actionCharsMax)
}
