import { expect, test } from 'vitest'
import { entryTitle, navigationOf, page, standsFor } from './page.ts'

const load = async () => () => null
const one = page({
  path: '/one',
  title: 'One',
  icon: 'live',
  permission: 'events:read',
  group: 'Monitor',
  load,
})
const first = page({
  path: '/team',
  title: 'Members',
  icon: 'live',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Members' },
  load,
})
const second = page({
  path: '/team/roles',
  title: 'Roles',
  icon: 'live',
  permission: 'members:read',
  group: 'Settings',
  tab: { matter: 'Team', label: 'Roles' },
  load,
})
const account = page({ path: '/account', title: 'Account', icon: 'live', permission: null, load })
const guest = page({ path: '/in', title: 'In', icon: 'live', audience: 'guest', load })

test('pages of one matter have one entry, the first of those one may see', () => {
  expect(navigationOf([one, first, second, account, guest])).toEqual([one, first])
  expect(navigationOf([one, second])).toEqual([one, second])
})

test('the entry of a matter stands for each of its pages, and for no other', () => {
  expect([first, second, one, null].map((current) => standsFor(first, current))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(standsFor(one, account)).toBe(false)
  expect([entryTitle(first), entryTitle(one)]).toEqual(['Team', 'One'])
})
