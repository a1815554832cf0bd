import type { SavedView, ViewPage } from '../../analytics/contract/saved-views.ts'
import { api } from '../lib/api.ts'
import { type Resource, resource } from './resource.ts'

/** The views of a list that somebody kept or that others share. */
export function savedViewsModel(page: ViewPage): Resource<readonly SavedView[]> {
  const views = resource(async (signal) => (await api('GET /saved-views', { query: { page }, signal })).items)
  void views.load()
  return views
}
