import type { AllowanceItem } from '../../analytics/contract/compliance.ts'
import type { MemberItem } from '../../analytics/contract/tenancy.ts'
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

/** Who made an exception, by name where the members are known. */
export function makerOf(
  createdBy: string,
  members: readonly Pick<MemberItem, 'user_id' | 'name' | 'email'>[],
): string {
  const [type, id] = createdBy.split(':')
  if (type === 'api_key') return 'An API key'
  const member = members.find((one) => one.user_id === id)
  if (member === undefined) return 'A member'
  return member.name === '' ? member.email : member.name
}
