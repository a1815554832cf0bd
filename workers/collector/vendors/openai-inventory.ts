import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { actorRow, type InventoryList, projectRow, pullLists } from '../lists.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, type PageRequest, type ReadPage, readListPage } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { organizationAddress, type Query } from './openai-wire.ts'

const request = (ctx: VendorContext, path: string, query: Query): Omit<PageRequest, 'cursor'> => ({
  url: organizationAddress(ctx, path, { limit: 100, ...query }),
  headers: bearer(ctx),
})

const lists: readonly [InventoryList, ...InventoryList[]] = [
  { name: 'users', row: actorRow, request: (ctx, after) => request(ctx, 'users', { after }) },
  { name: 'projects', row: projectRow, request: projectsRequest },
]

function projectsRequest(ctx: VendorContext, after: string | null): Omit<PageRequest, 'cursor'> {
  return request(ctx, 'projects', { after, include_archived: 'true' })
}

const owner = z.object({ id: nonEmpty, email: ref, name: ref }).nullish()

/** A key stands for its owner, so that calls which name only a key have someone behind them. */
const keyRow = z
  .object({
    id: nonEmpty,
    name: ref,
    owner: z.object({ user: owner, service_account: owner }).nullish(),
  })
  .transform(({ id, name, owner }): InventoryEntry => {
    const holder = owner?.user ?? owner?.service_account
    return {
      type: 'actor',
      ref: id,
      email: holder?.email ?? null,
      name: holder?.name || holder?.email || name || id,
      ...(holder ? { ownerRef: holder.id } : {}),
    }
  })

/** The lists that each project has of its own. */
const projectLists = [
  { path: 'api_keys', row: keyRow },
  { path: 'service_accounts', row: actorRow },
] as const

const firstOfProjects = 'of_project:'

/**
 * Users and projects, then each project's keys and service accounts. Shape of the later cursors:
 * `of_project:<list>:<project>:<cursor of the vendor>`.
 */
export async function pullInventory(ctx: VendorContext, window: PullWindow): Pulled {
  if (window.page?.startsWith(firstOfProjects)) {
    return pullProjectList(ctx, window.page.slice(firstOfProjects.length))
  }
  const page = await pullLists(ctx, window, lists)
  if (!page.ok || page.value.nextPage !== null) return page
  return ok({ ...page.value, nextPage: firstOfProjects })
}

async function pullProjectList(ctx: VendorContext, place: string): Pulled {
  const projects = await ctx.once('projects', () => projectIds(ctx))
  if (!projects.ok) return projects
  const [, path = 'api_keys', project = projects.value[0], after = ''] =
    /^(\w+):([^:]+):(.*)$/s.exec(place) ?? []
  const list = projectLists.find((each) => each.path === path)
  if (!list || project === undefined) return ok(emptyPage())

  const cursor = after || null
  const page = await readListPage(
    ctx,
    { ...request(ctx, `projects/${encodeURIComponent(project)}/${path}`, { after: cursor }), cursor },
    list.row,
  )
  const following = placeAfter(projects.value, project, path)
  // A project that was archived may have no lists any more.
  if (!page.ok && page.failure.tag === 'not_found') return ok({ ...emptyPage(), nextPage: following })
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  const nextPage = next === null ? following : `${firstOfProjects}${path}:${project}:${next}`
  return ok({ ...emptyPage(), raw, inventory: kept, rows, skipped, nextPage })
}

/** The next list of the project, or the first of the project that follows. */
function placeAfter(projects: readonly string[], project: string, path: string): string | null {
  const list = projectLists[projectLists.findIndex((each) => each.path === path) + 1]
  if (list) return `${firstOfProjects}${list.path}:${project}:`
  const next = projects[projects.indexOf(project) + 1]
  return next === undefined ? null : `${firstOfProjects}${projectLists[0].path}:${next}:`
}

const projectPagesMax = 100

type ListRead = Result<ReadPage<InventoryEntry>, OutboundFailure>

async function projectIds(ctx: VendorContext): Promise<Result<readonly string[], OutboundFailure>> {
  const ids: string[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < projectPagesMax; pages++) {
    const request: PageRequest = { ...projectsRequest(ctx, cursor), cursor }
    const page: ListRead = await readListPage(ctx, request, projectRow)
    if (!page.ok) return page
    ids.push(...page.value.kept.map(({ ref: id }) => id))
    cursor = page.value.next
    if (cursor === null) return ok(ids)
  }
  return fail({ tag: 'bad_json', reason: 'the list of projects has no end' })
}
