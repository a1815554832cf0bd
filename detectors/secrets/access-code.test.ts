import { expect, it } from 'vitest'
import { scanner } from '../scanner.ts'
import { accessCode } from './access-code.ts'

const scan = scanner([accessCode])

it.each([
  ['security code 4127', 'of a card'],
  ['voicemail password is hunter223', 'with letters'],
])('leaves %j, %s, to other detectors', (text) => {
  expect(scan(text).findings).toEqual([])
})

it.each(['security code 41279', 'voicemail password 7718'])('finds %j by itself', (text) => {
  expect(scan(text).findings).toHaveLength(1)
})
