import { describe, expect, it } from 'vitest'
import { listOf, partOf } from './parts.ts'

const names = ['eu west', 'us|east']

describe('a stream that asks several in turn', () => {
  it('begins with the first, goes on with its pages, then with the next, and ends after the last', () => {
    const first = partOf(null, names)
    expect(first).toMatchObject({ name: 'eu west', cursor: null })
    const paged = partOf(first?.after('a|b') ?? null, names)
    expect(paged).toMatchObject({ name: 'eu west', cursor: 'a|b' })
    const second = partOf(paged?.after(null) ?? null, names)
    expect(second).toMatchObject({ name: 'us|east', cursor: null })
    expect(second?.after(null)).toBeNull()
  })

  it('knows no page of one that is no longer named, nor of none at all', () => {
    expect([partOf('eu%20west|a', ['us|east']), partOf(null, []), partOf('', names)]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('a setting that holds several values', () => {
  it('has each once, without what is empty', () => {
    expect(listOf(' a, b,,a ,')).toEqual(['a', 'b'])
    expect([listOf(undefined), listOf('')]).toEqual([[], []])
  })
})
