import type { Span } from '../detector.ts'

const TRIM_MAX = 64

/**
 * The parts of a text that a budget of characters reaches: all of it, or three quarters of the budget
 * from the head and a quarter from the tail. Cuts fall on white space where there is some nearby.
 */
export function windows(text: string, charsMax: number): readonly Span[] {
  if (text.length <= charsMax) return [{ start: 0, end: text.length }]
  const tailChars = Math.floor(charsMax / 4)
  const headCut = charsMax - tailChars
  const headText = text.slice(headCut - TRIM_MAX, headCut)
  const headEnd = headCut - TRIM_MAX + (lastSpace(headText) ?? TRIM_MAX)
  const tailCut = text.length - tailChars
  const tailStart = tailCut + (/\s/.exec(text.slice(tailCut, tailCut + TRIM_MAX))?.index ?? 0)
  return [
    { start: 0, end: wholeCharacter(text, Math.max(0, headEnd)) },
    { start: wholeCharacter(text, tailStart), end: text.length },
  ]
}

function lastSpace(text: string): number | null {
  const found = /\s\S*$/.exec(text)
  return found === null ? null : found.index
}

function wholeCharacter(text: string, at: number): number {
  const low = text.charCodeAt(at)
  return low >= 0xdc00 && low < 0xe000 ? at + 1 : at
}
