import type { ApiKeyItem } from '../../analytics/contract/api-keys.ts'
import { api } from '../lib/api.ts'
import { type PagedList, pagedList } from './paged-list.ts'

export function apiKeysModel(): PagedList<ApiKeyItem> {
  const keys = pagedList<ApiKeyItem>((cursor, signal) =>
    api('GET /api-keys', { query: { limit: 100, cursor: cursor ?? undefined }, signal }),
  )
  void keys.load()
  return keys
}
