import type { AllowanceItem } from '../../analytics/contract/compliance.ts'
import { api } from '../lib/api.ts'
import { type Resource, resource } from './resource.ts'

/** Values that are not reported, newest first. */
export function exceptionsModel(): Resource<readonly AllowanceItem[]> {
  const exceptions = resource(async (signal) => (await api('GET /compliance/allowances', { signal })).items)
  void exceptions.load()
  return exceptions
}

/** Whether an exception has ended: it lets nothing pass any more. */
export function hasEnded({ expires_at }: Pick<AllowanceItem, 'expires_at'>, nowMs: number): boolean {
  return expires_at !== null && Date.parse(expires_at) <= nowMs
}
