import type { z } from 'zod'
import type { Endpoints } from '../../analytics/contract/endpoints.ts'
import { api } from '../lib/api.ts'
import { type Resource, resource } from './resource.ts'

/** What a visitor may do on this instance. */
export type Visit = z.infer<Endpoints['GET /auth/setup']['response']>

export function visitModel(): Resource<Visit> {
  const visit = resource((signal) => api('GET /auth/setup', { signal }))
  void visit.load()
  return visit
}
