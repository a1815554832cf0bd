import { z } from 'zod'
import { severity } from '../../analytics/contract/event.ts'
import { fail, ok } from '../../analytics/result.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { type LiveVisitor, visitorHeader } from '../../durable-objects/live-room.ts'
import { liveRoomName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'
import type { RouteContext } from '../http/route.ts'
import { rawRoute } from '../http/route.ts'
import { type Caller, gate, isSameOrigin, mustChangePassword, proofNameOf } from '../identity/caller.ts'
import { cookiesOf } from '../identity/cookies.ts'
import { eventsPart } from '../identity/events-part.ts'

const filterShape = z.object({
  severity: severity.optional(),
  vendor_id: z.string().max(64).optional(),
  only_violations: z.stringbool().optional(),
  cursor: z.coerce.number().int().min(0).optional(),
  packed: z.enum(['gzip']).optional(),
})

/** What a socket is told to show has to fit into its attachment of 16 KiB. */
const partCharsMax = 12_000
const roomTriesMax = 3

export const liveEvents = rawRoute('GET /ws/events', {
  summary: 'Events as they happen, of the workspaces and projects that one may read, over a WebSocket.',
  public:
    'A browser cannot read the status of a refused upgrade, so a caller without proof is closed with 1008.',
  limit: { exempt: 'Whoever is let in is charged by who they are.' },
  async handle(context) {
    const { request, url, env } = context
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      return fail({ kind: 'bad_request', message: 'This address speaks WebSocket only.' })
    }
    const caller = await visitorOf(context)
    if (!caller) return ok(closedWith(1008, 'not authenticated'))
    const reach = caller.access.reach('events:read', context.nowMs)
    if (!reach) return ok(closedWith(1008, 'events:read is missing'))
    const filter = filterShape.safeParse(Object.fromEntries(url.searchParams))
    if (!filter.success) return ok(closedWith(1008, 'unknown filter value'))
    const { tenant, access } = caller
    const part = await eventsPart(tenant, placeOf(env, tenant.region), reach)
    if (JSON.stringify(part).length > partCharsMax) return ok(closedWith(1008, 'too many parts to watch'))
    const visitor = {
      filter: {
        severity: filter.data.severity ?? null,
        vendorId: filter.data.vendor_id ?? null,
        onlyViolations: filter.data.only_violations ?? false,
      },
      cursor: filter.data.cursor ?? null,
      isPacked: filter.data.packed === 'gzip',
      part,
      expiresAtMs: Math.min(caller.expiresAtMs, access.holdsUntilMs('events:read', context.nowMs)),
      proof: proofNameOf(caller),
      region: tenant.region,
      orgId: tenant.orgId,
    }
    return ok(await letIn(env, visitor, request.headers.get('sec-websocket-protocol')))
  },
})

/** Leads a visitor to a room that has a seat; one that is full after all is not asked twice. */
async function letIn(
  env: Env,
  visitor: Omit<LiveVisitor, 'room'>,
  protocol: string | null,
): Promise<Response> {
  const { region, orgId } = visitor
  const roomOf = (room: number) => env.LIVE_ROOM.getByName(liveRoomName(region, orgId, room))
  let full: number | null = null
  for (let tries = 0; tries < roomTriesMax; tries += 1) {
    const room: number | null = await roomOf(0).seat(region, orgId, full)
    if (room === null) break
    const headers = new Headers({
      upgrade: 'websocket',
      [visitorHeader]: JSON.stringify({ ...visitor, room } satisfies LiveVisitor),
    })
    if (protocol !== null) headers.set('sec-websocket-protocol', protocol)
    const opened = await roomOf(room).fetch('https://live-room/', { headers })
    if (opened.status !== 503) return opened
    full = room
  }
  return closedWith(1013, 'all seats are taken')
}

/** By `?token=`, bearer token or subprotocol `bearer.<token>`; by cookie only from our own pages. */
async function visitorOf(context: RouteContext): Promise<Caller | null> {
  const { request, url } = context
  const protocols = (request.headers.get('sec-websocket-protocol') ?? '')
    .split(',')
    .map((name) => name.trim())
  const token =
    url.searchParams.get('token') ??
    /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ??
    protocols.find((name) => name.startsWith('bearer.'))?.slice('bearer.'.length) ??
    protocols.find((name) => name.startsWith('afk_') || name.startsWith('ey'))
  const cookie = isSameOrigin(request, url) ? cookiesOf(request, url).access : null
  const proof = token ?? cookie
  if (proof === null || proof === undefined) return null
  const caller = await gate.authenticateToken(proof, context, 'allow')
  return caller.ok && !mustChangePassword(caller.value) ? caller.value : null
}

function closedWith(code: number, reason: string): Response {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  server.close(code, reason)
  return new Response(null, { status: 101, webSocket: client })
}
