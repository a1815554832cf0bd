import { expect, test } from 'vitest'
import { linkParts } from './links.ts'

test('web addresses in a text are links, without the full stop behind them', () => {
  expect(linkParts('Open http://a.test/x#token=1.\nOr (https://b.test/).')).toEqual([
    { text: 'Open ', href: null },
    { text: 'http://a.test/x#token=1', href: 'http://a.test/x#token=1' },
    { text: '.\nOr (', href: null },
    { text: 'https://b.test/', href: 'https://b.test/' },
    { text: ').', href: null },
  ])
})

test.each(['', 'no link', 'javascript:alert(1)', 'data:text/html,x', 'ftp://a.test'])(
  '%j has none',
  (text) => {
    expect(linkParts(text).every(({ href }) => href === null)).toBe(true)
  },
)
