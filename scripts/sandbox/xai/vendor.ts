import { hashText, idText } from '../../demo/chance.ts'
import { deedsOf } from '../deeds.ts'
import { type Directory, directoryOf } from '../directory.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { costsNano, usageSeries, xaiModels } from './usage.ts'

/** xAI's Management API for a seed. The first page of an audit log has a token, and so has every one but the last. */
export function xaiVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, { name: 'xai', models: xaiModels }, directory)
  const word = (label: string, length: number) => idText(hashText(`${seed}/xai/${label}`), length)
  const managementKey = `xai-token-${word('management', 70)}`
  const inferenceKey = `xai-${word('inference', 80)}`
  const team = word('team', 32)
  const ofTeam = <Body>(asked: string | undefined, body: () => Body): { body: Body } => {
    if (asked !== team) throw new Refusal(404, 'Team not found')
    return { body: body() }
  }
  return {
    id: 'xai',
    variables: (url) => ({ XAI_MANAGEMENT_BASE_URL: url }),
    credentials: () => [{ kind: 'management_key', secret: managementKey }],
    ledger: (fromMs, toMs, nowMs) => ({
      requests: null,
      tokensIn: 0,
      tokensOut: 0,
      tokensCached: 0,
      costsNano: { USD: costsNano(traffic, { fromMs, toMs, nowMs }) },
    }),
    fault: (status) => refused(status, faultMessages[status] ?? 'Internal error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/auth\/management-keys\/validation$/,
          answer: () => ({
            body: {
              apiKeyId: word('key', 32),
              scope: 'SCOPE_TEAM',
              scopeId: team,
              teamId: team,
              disabled: 'false',
              acls: [],
            },
          }),
        },
        {
          method: 'GET',
          path: /^\/v1\/billing\/teams\/([^/]+)\/prepaid\/balance$/,
          answer: (_, [asked]) => ofTeam(asked, balance),
        },
        {
          method: 'POST',
          path: /^\/v1\/billing\/teams\/([^/]+)\/usage$/,
          answer: (request, [asked]) => ofTeam(asked, () => usageSeries(request, traffic)),
        },
        {
          method: 'GET',
          path: /^\/audit\/teams\/([^/]+)\/events$/,
          answer: (request, [asked]) => ofTeam(asked, () => auditEvents(request, directory, seed)),
        },
      ],
      (request) => {
        const key = bearerOf(request)
        if (key === inferenceKey) throw new Refusal(403, 'Inference keys are not accepted')
        if (key !== managementKey) throw new Refusal(401, faultMessages[401] ?? '')
      },
      refused,
    ),
  }
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Invalid bearer token.',
  403: 'The key may not do this.',
  429: 'Too many requests',
}

const codes: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 5, 429: 8 }

function refused(status: number, message: string): Reply {
  return { status, body: { code: codes[status] ?? 13, message, details: [] } }
}

function balance(): unknown {
  return {
    changes: [{ changeOrigin: 'PURCHASE', topupStatus: 'SUCCEEDED', amount: { val: '-5000' } }],
    total: { val: '-3790' },
  }
}

const sentences = {
  signed_in: () => 'User signed in',
  key_created: () => 'API key created',
  member_invited: (name: string) => `${name} invited a member`,
}

/** Newest first. Errors: Refusal 400 for a token that is none. */
function auditEvents({ query, nowMs }: WireRequest, directory: Directory, seed: string): unknown {
  const size = intParam(query, 'pageSize', { min: 1, max: 100, otherwise: 20 })
  const bound = (name: string, otherwise: number) => Date.parse(query.get(name) ?? '') || otherwise
  const [fromMs, toMs] = [bound('eventTimeFrom', 0), bound('eventTimeTo', nowMs)]
  const token = query.get('pageToken') || 'from:0'
  const from = /^from:(\d{1,6})$/.exec(token)?.[1]
  if (from === undefined) throw new Refusal(400, 'Invalid page token')
  const all = deedsOf(seed, 'xai', directory, nowMs)
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
    .toReversed()
  const until = Number(from) + size
  return {
    events: all.slice(Number(from), until).map(({ id, atMs, caller, kind }) => {
      const [givenName, ...rest] = caller.name.split(' ')
      return {
        eventId: `ev_${id}`,
        eventTime: new Date(atMs).toISOString(),
        description: sentences[kind](caller.name),
        user: {
          userId: `u_${caller.index}`,
          email: caller.person?.email ?? '',
          givenName,
          familyName: rest.join(' '),
          profileImage: '',
        },
      }
    }),
    nextPageToken: until < all.length ? `from:${until}` : '',
  }
}
