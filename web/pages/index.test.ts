import { describe, expect, test } from 'vitest'
import { pageAt, pages } from './index.ts'

const units = import.meta.glob<Record<string, unknown>>(['./*.ts', '!./index.ts', '!./*.test.ts'], {
  eager: true,
})

test.each(Object.entries(units))('%s is registered', (_, exported) => {
  expect(Object.values(exported)).toHaveLength(1)
  expect(pages).toContain(Object.values(exported)[0])
})

test('no page is registered without a file', () => {
  expect(Object.keys(units)).toHaveLength(pages.length)
})

test('every page has an address and a title of its own, and cannot be changed', () => {
  expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length)
  expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length)
  expect(pages.every((page) => Object.isFrozen(page))).toBe(true)
})

test('a page that members see names the permission it needs, but for their own account', () => {
  const open = pages.filter(({ audience, permission }) => audience === 'member' && permission === null)
  expect(open.map(({ path }) => path)).toEqual(['/account'])
  expect(pages.filter(({ audience, permission }) => audience === 'guest' && permission !== null)).toEqual([])
})

describe('the page at a path', () => {
  test('is found with and without a slash at the end', () => {
    expect([pageAt('/')?.title, pageAt('/live')?.title, pageAt('/live/')?.title]).toEqual([
      'Overview',
      'Live',
      'Live',
    ])
  })

  test.each(['/nope', '/live/x', '/Live', ''])('is none at %j', (path) => {
    expect(pageAt(path)).toBeNull()
  })
})
