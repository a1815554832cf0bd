import { z } from 'zod'
import { displayName } from './accounts.ts'
import { done } from './done.ts'
import { page, wholeQuery } from './paging.ts'

/** The lists whose filters can be kept under a name. */
const viewPages = ['activity', 'violations'] as const
export type ViewPage = (typeof viewPages)[number]

const filtersMax = 40
/** As they stand in the address of the page: names and texts. */
const filters = z
  .record(z.string().regex(/^[a-z_]{1,40}$/), z.string().min(1).max(256))
  .refine((record) => Object.keys(record).length <= filtersMax, `At most ${filtersMax} filters`)

const body = z.strictObject({
  page: z.enum(viewPages),
  name: displayName,
  filters,
  is_shared: z.boolean(),
})

const savedView = z.object({
  id: z.string(),
  page: z.enum(viewPages),
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  is_shared: z.boolean(),
  is_mine: z.boolean(),
  updated_at: z.iso.datetime(),
})
export type SavedView = z.infer<typeof savedView>

/** Filters of a list under a name. A shared one is for everyone who may read all of the organization's events. */
export const savedViewEndpoints = {
  'GET /saved-views': {
    query: z.strictObject({ ...wholeQuery, page: z.enum(viewPages).optional() }),
    response: page(savedView),
  },
  'POST /saved-views': { body, response: savedView },
  'PUT /saved-views/:id': { body, response: savedView },
  'DELETE /saved-views/:id': { response: done('removed') },
} as const
