import { type ReadonlySignal, signal } from '@preact/signals'
import type { MemberItem } from '../../analytics/contract/tenancy.ts'
import { may } from './session.ts'
import { membersModel } from './team.ts'

type Makers = { readonly rows: ReadonlySignal<readonly MemberItem[] | null>; dispose(): void }

const nobody: Makers = { rows: signal([]), dispose: () => undefined }

/** The members whom one may know by name. */
export const makersModel = (): Makers => (may('members:read') ? membersModel() : nobody)

/** Who did something, by name where the members are known. Shape of `subject`: `user:<id>` or `api_key:<id>`. */
export function makerOf(
  subject: string,
  members: readonly Pick<MemberItem, 'user_id' | 'name' | 'email'>[],
): string {
  const [type, id] = subject.split(':')
  if (type === 'api_key') return 'An API key'
  const member = members.find((one) => one.user_id === id)
  if (member === undefined) return 'A member'
  return member.name === '' ? member.email : member.name
}
