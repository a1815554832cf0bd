import { expect, test } from 'vitest'
import { documentProblem } from './document-field.tsx'

test('a service-account document is one JSON object', () => {
  expect(documentProblem('{"client_email":"a@b"}', true)).toBeNull()
  for (const text of ['[]', '"x"', 'null', '{', 'nothing'])
    expect(documentProblem(text, true)).toContain('no JSON')
})

test('it may be left out only where it is not needed', () => {
  expect(documentProblem(' ', false)).toBeNull()
  expect(documentProblem(' ', true)).toContain('Choose the file')
})
