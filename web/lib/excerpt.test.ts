import { expect, test } from 'vitest'
import type { EventFinding } from '../../analytics/contract/event.ts'
import { excerptParts } from './excerpt.ts'

const finding = (code: string, start: number, end: number): EventFinding => ({
  code,
  start,
  end,
  field: 'prompt',
  level: 'high',
  confidence: 1,
})
const shape = (text: string, findings: EventFinding[]) =>
  excerptParts(text, findings).map((part) => [part.text, part.findings.map(({ code }) => code).join()])

test('a finding is a part of its own between plain text', () => {
  expect(shape('mail [REDACTED] now', [finding('email', 5, 15)])).toEqual([
    ['mail ', ''],
    ['[REDACTED]', 'email'],
    [' now', ''],
  ])
})

test('where findings overlap the part belongs to both', () => {
  expect(shape('abcdef', [finding('x', 0, 4), finding('y', 2, 6)])).toEqual([
    ['ab', 'x'],
    ['cd', 'x,y'],
    ['ef', 'y'],
  ])
})

test('a finding beside another does not reach into it', () => {
  expect(shape('abcd', [finding('x', 0, 2), finding('y', 2, 4)])).toEqual([
    ['ab', 'x'],
    ['cd', 'y'],
  ])
})

test('spans outside of the text are cut to it, and the parts joined are the text', () => {
  const text = 'short'
  const parts = excerptParts(text, [finding('x', 3, 99), finding('y', 50, 60)])
  expect(parts.map((part) => part.text).join('')).toBe(text)
  expect(parts.map((part) => part.findings.length)).toEqual([0, 1])
})

test('an empty text has no parts, and a text without findings is one', () => {
  expect(shape('', [finding('x', 0, 3)])).toEqual([])
  expect(shape('abc', [])).toEqual([['abc', '']])
})
