import { expect, test } from 'vitest'
import { personName, sharedNames, unnamedPerson } from './top.ts'

const item = (value: string, label: string | null = null) => ({ value, label })

test.each([
  ['names that differ', [item('a', 'ann@x.example'), item('b', 'bob@x.example')], []],
  [
    'one name twice',
    [item('a', 'ann@x.example'), item('b', 'ann@x.example'), item('c', 'bob@x.example')],
    ['a', 'b'],
  ],
  ['one name in two spellings', [item('a', 'Ann Lee'), item('b', ' ann lee')], ['a', 'b']],
  ['a name that is the id of another', [item('ann'), item('b', 'Ann')], ['ann', 'b']],
  ['ids without names', [item('a'), item('b')], []],
  ['nobody', [], []],
])('of %s it tells who needs more than the name', (_, items, shared) => {
  expect([...sharedNames(items)]).toEqual(shared)
})

test('whom nobody names is called by the beginning of their id, however short it is', () => {
  expect(unnamedPerson('act_KR8awvmjMDJigz5TflhLuz')).toBe('Unnamed person KR8awv')
  expect(unnamedPerson('act_1')).toBe('Unnamed person 1')
})

test('an event names its person by address, without one by the beginning of the id, and nobody where there is none', () => {
  expect([
    personName({ actor_email: 'ann@x.example', actor_id: 'act_1' }),
    personName({ actor_email: null, actor_id: 'act_KR8awvmjMDJigz5T' }),
    personName({ actor_email: null, actor_id: null }),
  ]).toEqual(['ann@x.example', 'Unnamed person KR8awv', null])
})
