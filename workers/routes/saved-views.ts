import type { SavedView } from '../../analytics/contract/saved-views.ts'
import { isComplete } from '../../analytics/reach.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addView,
  changeView,
  removeView,
  type StoredView,
  viewById,
  viewsFor,
  viewsKept,
} from '../../analytics/store/d1/saved-views.ts'
import { audit, doingOf } from '../audit.ts'
import { pageOfWhole } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { newId } from '../new-id.ts'

const viewsMax = 200

const missing: Failure = { kind: 'not_found', message: 'There is no such saved view.' }
const partial: Failure = {
  kind: 'forbidden',
  message: 'Only who may read all events of the organization may share a view of them.',
}

export const savedViewList = route('GET /saved-views', {
  summary: 'The caller’s own saved views and, for who may read all events, the shared ones.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { tenant, place, caller, query } = context
    const owner = subjectOf(caller)
    const found = await viewsFor(tenant, place.db, owner, seesShared(context), query.page ?? null)
    return pageOfWhole(
      found.map((view) => item(view, owner)),
      query,
    )
  },
})

export const savedViewCreation = route('POST /saved-views', {
  summary: 'Keep the filters of a list under a name. Sharing it is written in the audit log.',
  success: 201,
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { tenant, place, caller, body, nowMs } = context
    const owner = subjectOf(caller)
    if (body.is_shared && !seesShared(context)) return fail(partial)
    if ((await viewsKept(tenant, place.db, owner)) >= viewsMax) {
      return fail({ kind: 'conflict', message: `You keep ${viewsMax} views already.` })
    }
    const { page, name, filters, is_shared: isShared } = body
    const view: StoredView = {
      ...{ id: newId(), ownerId: owner, page, name, filters, isShared },
      ...{ createdAtMs: nowMs, updatedAtMs: nowMs },
    }
    return whereShared(context, isShared, 'saved_view.shared', view.id, null, view, async () => {
      await addView(tenant, place.db, view)
      return ok(item(view, owner))
    })
  },
})

export const savedViewChange = route('PUT /saved-views/:id', {
  summary: 'Give a saved view another name or other filters, share it, or keep it to oneself.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { tenant, place, caller, body, nowMs } = context
    const before = await changeable(context)
    if (before === null) return fail(missing)
    if (body.is_shared && !seesShared(context)) return fail(partial)
    const { page, name, filters, is_shared: isShared } = body
    const after = { ...before, page, name, filters, isShared, updatedAtMs: nowMs }
    const concernsOthers = isShared || before.isShared
    return whereShared(context, concernsOthers, 'saved_view.changed', before.id, before, after, async () => {
      await changeView(tenant, place.db, before.id, after)
      return ok(item(after, subjectOf(caller)))
    })
  },
})

export const savedViewRemoval = route('DELETE /saved-views/:id', {
  summary: 'Forget a saved view; one that is shared by its owner, or by who administers the organization.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { tenant, place } = context
    const before = await changeable(context)
    if (before === null) return fail(missing)
    return whereShared(context, before.isShared, 'saved_view.removed', before.id, before, null, async () => {
      await removeView(tenant, place.db, before.id)
      return ok({ removed: true as const })
    })
  },
})

const seesShared = ({ reach }: CallerContext): boolean => reach !== null && isComplete(reach)

/** The view that the path names, where the caller may change it. What they may not is not there for them. */
async function changeable(context: CallerContext): Promise<StoredView | null> {
  const { tenant, place, caller, params, nowMs } = context
  const view = await viewById(tenant, place.db, params.id ?? '')
  if (view === null || view.ownerId === subjectOf(caller)) return view
  const mayTidy = view.isShared && seesShared(context) && caller.access.may('org:write', {}, nowMs)
  return mayTidy ? view : null
}

/** Writes what concerns others than its owner in the ledger; what somebody keeps for themselves stands nowhere else. */
async function whereShared<T>(
  context: CallerContext,
  isShared: boolean,
  action: string,
  id: string,
  before: StoredView | null,
  after: StoredView | null,
  work: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  if (!isShared) return work()
  const owner = subjectOf(context.caller)
  const trail = {
    target: `saved_view:${id}`,
    ...(before === null ? {} : { before: item(before, owner) }),
    ...(after === null ? {} : { after: item(after, owner) }),
  }
  return audit.around(doingOf(context, context.caller), action, trail, work)
}

const item = (view: StoredView, caller: string): SavedView => ({
  id: view.id,
  page: view.page === 'violations' ? 'violations' : 'activity',
  name: view.name,
  filters: view.filters,
  is_shared: view.isShared,
  is_mine: view.ownerId === caller,
  updated_at: new Date(view.updatedAtMs).toISOString(),
})
