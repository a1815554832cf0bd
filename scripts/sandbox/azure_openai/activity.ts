import { hashText, mix, share } from '../../demo/chance.ts'
import type { Directory } from '../directory.ts'
import { DAY_MS, floorTo } from '../moments.ts'
import { Refusal, type WireRequest } from '../wire.ts'
import type { AzureAccounts } from './resources.ts'

const PAGE_ROWS = 20
const operations = [
  'Microsoft.CognitiveServices/accounts/deployments/write',
  'Microsoft.CognitiveServices/accounts/listKeys/action',
  'Microsoft.CognitiveServices/accounts/regenerateKey/action',
] as const

/** The Activity Log of the subscription. A page begins with the last entry of the one before. Errors: Refusal 400. */
export function activityLog(
  request: WireRequest,
  accounts: AzureAccounts,
  directory: Directory,
  seed: string,
  baseUrl: string,
): unknown {
  const filter = request.query.get('$filter') ?? ''
  const [, fromText = '', toText = ''] =
    /^eventTimestamp ge '([^']+)' and eventTimestamp le '([^']+)' and resourceProvider eq 'Microsoft\.CognitiveServices'$/.exec(
      filter,
    ) ?? []
  const [fromMs, toMs] = [Date.parse(fromText), Date.parse(toText)]
  if (!(fromMs <= toMs)) throw new Refusal(400, `The filter '${filter}' is not supported.`, 'BadRequest')
  const all = entriesOf(accounts, directory, seed, fromMs, Math.min(toMs, request.nowMs))
  const from = Number(request.query.get('$skipToken') ?? 0)
  const rows = all.slice(Math.max(0, from - 1), from + PAGE_ROWS)
  const query = new URLSearchParams(request.query)
  query.set('$skipToken', String(from + PAGE_ROWS))
  return {
    value: rows,
    ...(from + PAGE_ROWS < all.length ? { nextLink: `${baseUrl}${request.path}?${query}` } : {}),
  }
}

function entriesOf(
  accounts: AzureAccounts,
  { callers }: Directory,
  seed: string,
  fromMs: number,
  toMs: number,
): unknown[] {
  const root = hashText(`${seed}/azure/activity`)
  const engineers = callers.filter(({ account }) => account.team.id === 'engineering')
  const entries: unknown[] = []
  for (let dayMs = floorTo(fromMs, DAY_MS); dayMs <= toMs; dayMs += DAY_MS) {
    const day = mix(root, dayMs / DAY_MS)
    for (let i = 0; i < mix(day, 0) % 6; i++) {
      const hash = mix(day, 10 + i)
      const atMs = dayMs + Math.floor(share(hash, 1) * DAY_MS)
      if (atMs < fromMs || atMs > toMs) continue
      const caller = engineers[mix(hash, 2) % engineers.length]
      const operation = operations[mix(hash, 3) % operations.length]
      const resource = mix(hash, 4) % 2 === 0 ? accounts.clinical : accounts.general
      const failed = share(hash, 5) < 0.1
      entries.push({
        eventDataId: `${dayMs.toString(36)}-${hash.toString(16).padStart(8, '0')}-${i}`,
        eventTimestamp: `${new Date(atMs).toISOString().slice(0, -1)}1234Z`,
        caller: caller?.person?.email ?? caller?.anthropicId ?? null,
        operationName: { value: operation, localizedValue: operation },
        category: { value: 'Administrative', localizedValue: 'Administrative' },
        resourceId: resource.id,
        resourceType: { value: 'Microsoft.CognitiveServices/accounts' },
        status: { value: failed ? 'Failed' : 'Succeeded' },
        subStatus: { value: failed ? 'Conflict' : 'OK' },
        level: failed ? 'Error' : 'Informational',
        httpRequest: { clientIpAddress: `203.0.113.${mix(hash, 6) % 250}`, method: 'POST' },
        correlationId: hash.toString(16),
      })
    }
  }
  return entries
}
