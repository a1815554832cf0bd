import type { Top, TopDimension } from '../../analytics/contract/analytics.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const pauseMs = 60_000

type TopQuestion = { dimension: TopDimension; by: Top['by']; days: number; limit: number }

/** Who or what stands for most of it, kept fresh while it is looked at. */
export function topModel(question: TopQuestion): Resource<Top> {
  const top = resource((signal) => api('GET /dashboard/top', { query: question, signal }))
  const renewing = renewal(top.load, () => pauseMs)
  return {
    ...top,
    dispose() {
      renewing.dispose()
      top.dispose()
    },
  }
}
