import { expect, test } from 'vitest'
import { permissions, privilegedPermissions } from '../../analytics/contract/permissions.ts'
import { isPrivileged, permissionGroups, permissionNamed } from './permission-groups.ts'

test('every permission stands in exactly one group', () => {
  const grouped = permissionGroups.flatMap(({ items }) => items.map(([permission]) => permission))
  expect(grouped.toSorted()).toEqual(permissions.toSorted())
})

test('the privileged ones are those of the contract', () => {
  expect(permissions.filter(isPrivileged)).toEqual(
    permissions.filter((permission) => privilegedPermissions.includes(permission)),
  )
})

test('only a permission is taken for one', () => {
  expect([permissionNamed('org:write'), permissionNamed('org:fly'), permissionNamed('')]).toEqual([
    'org:write',
    null,
    null,
  ])
})
