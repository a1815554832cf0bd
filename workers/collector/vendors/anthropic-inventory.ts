import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry } from '../../../analytics/usage.ts'
import { actorRow, type InventoryList, projectRow, pullLists } from '../lists.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, type PageRequest, type ReadPage, readListPage } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { headers, organizationAddress } from './anthropic-wire.ts'

const request = (
  ctx: VendorContext,
  path: string,
  after: string | null,
  more = {},
): Omit<PageRequest, 'cursor'> => ({
  url: organizationAddress(ctx, path, { limit: 1000, after_id: after, ...more }),
  headers: headers(ctx),
})

const lists: readonly [InventoryList, ...InventoryList[]] = [
  { name: 'users', row: actorRow, request: (ctx, after) => request(ctx, 'users', after) },
  {
    name: 'workspaces',
    row: projectRow,
    request: (ctx, after) => request(ctx, 'workspaces', after, { include_archived: 'true' }),
  },
  {
    name: 'service_accounts',
    row: actorRow,
    request: (ctx, after) => request(ctx, 'service_accounts', after),
  },
]

const firstKeys = 'api_keys:'

/** Users, workspaces and service accounts, then keys, which stand for whoever calls with them. */
export async function pullInventory(ctx: VendorContext, window: PullWindow): Pulled {
  if (window.page?.startsWith(firstKeys)) return pullKeys(ctx, window.page.slice(firstKeys.length) || null)
  const page = await pullLists(ctx, window, lists)
  // Organizations that were never given service accounts do not have the list.
  const isAbsent =
    !page.ok && page.failure.tag === 'not_found' && window.page?.startsWith('service_accounts:')
  if (isAbsent) return ok({ ...emptyPage(), nextPage: firstKeys })
  if (!page.ok) return page
  return ok({ ...page.value, nextPage: page.value.nextPage ?? firstKeys })
}

const keyRow = z.object({ id: nonEmpty, name: ref, principal: z.object({ id: nonEmpty }).nullish() })

async function pullKeys(ctx: VendorContext, cursor: string | null): Pulled {
  const holders = await holdersOf(ctx)
  if (!holders.ok) return holders
  const page = await readListPage(ctx, { ...request(ctx, 'api_keys', cursor), cursor }, keyRow)
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  const inventory = kept.map(({ id, name, principal }): InventoryEntry => {
    const holder = principal && holders.value.get(principal.id)
    return {
      type: 'actor',
      ref: id,
      email: holder?.email ?? null,
      name: holder?.name ?? (name || id),
      ...(principal ? { ownerRef: principal.id } : {}),
    }
  })
  return ok({
    ...emptyPage(),
    raw,
    inventory,
    rows,
    skipped,
    nextPage: next === null ? null : firstKeys + next,
  })
}

const pagesMax = 100

type Holder = { email: string | null; name: string }
type ListRead = Result<ReadPage<InventoryEntry>, OutboundFailure>

/** Everyone who may hold a key, by id, since keys and reports do not name them. */
export function holdersOf(ctx: VendorContext): Promise<Result<ReadonlyMap<string, Holder>, OutboundFailure>> {
  return ctx.once('holders', async () => {
    const holders = new Map<string, Holder>()
    for (const path of ['users', 'service_accounts']) {
      let cursor: string | null = null
      for (let pages = 0; pages === 0 || cursor !== null; pages++) {
        if (pages === pagesMax) return fail({ tag: 'bad_json', reason: 'the list of people has no end' })
        const asked: PageRequest = { ...request(ctx, path, cursor), cursor }
        const page: ListRead = await readListPage(ctx, asked, actorRow)
        if (!page.ok && page.failure.tag === 'not_found' && path === 'service_accounts') break
        if (!page.ok) return page
        for (const entry of page.value.kept) {
          if (entry.type === 'actor') holders.set(entry.ref, entry)
        }
        cursor = page.value.next
      }
    }
    return ok(holders)
  })
}
