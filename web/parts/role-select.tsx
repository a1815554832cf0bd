import type { RoleItem } from '../../analytics/contract/tenancy.ts'
import type { Resource } from '../models/resource.ts'
import { type Choice, Select } from './field.tsx'

type RoleSelectProps = {
  roles: Resource<readonly RoleItem[]>
  /** In the whole organization, or in a workspace or project alone. */
  within: 'organization' | 'part'
  value: string
  error?: string | null
  onChange: (role: string) => void
}

/** One of the roles that can be given there, with what it is for. */
export function RoleSelect({ roles, within, value, error = null, onChange }: RoleSelectProps) {
  const offered = (roles.data.value ?? []).filter(
    ({ type }) => type !== (within === 'part' ? 'built_in' : 'template'),
  )
  const chosen = offered.find(({ id }) => id === value)
  return (
    <Select
      label="Role"
      large
      value={value}
      choices={offered.map(({ id, label }): Choice => [id, label])}
      hint={chosen?.description ?? ' '}
      error={error}
      onChange={onChange}
    />
  )
}
