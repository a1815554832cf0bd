import { expect, it } from 'vitest'
import { StoredSize } from './stored-size.ts'

it('is asked for once a second, and in between what was written is added', () => {
  let bytes = 100
  let asked = 0
  const size = new StoredSize(() => {
    asked += 1
    return bytes
  })
  expect(size.at(5_000)).toBe(100)
  bytes = 500
  size.add(30)
  expect([size.at(5_999), asked]).toEqual([130, 1])
  expect([size.at(6_000), asked]).toEqual([500, 2])
})

it('is asked for again by a clock that was set back', () => {
  let bytes = 1
  const size = new StoredSize(() => bytes)
  size.at(5_000)
  bytes = 2
  expect(size.at(4_999)).toBe(2)
})
