import type { Span } from '../detector.ts'

const TAIL = 240
const KINDS_MIN = 3
const JUNCTIONS_MIN = 5
/** More of one kind say no more: a list of camel-case names has many. */
const OF_A_KIND_MAX = 2
const LETTERS_MIN = 0.55

/** Where signs and letters meet as nobody writes them. */
const KINDS: readonly RegExp[] = [
  /[a-z][A-Z][a-z]{2}/g,
  /[a-z](?:[\]}"*]|\]\(|\*\*)[A-Za-z([{]/g,
  /\\[!+("]|[.,:;]\\/g,
  /\*\*[A-Z]{2,}\b(?!\*)/g,
  /[\])}]\( ?[A-Z]|\( [A-Z]/g,
  /[.?!,;:][\])}]|[({[][.,;:?!]/g,
  /["')!]-{2}|\? ?--/g,
]
/** Source code, markup and addresses have such junctions by right. */
const WRITTEN_SO =
  /[;{]\s*\n|=>|<\/?[a-z]{1,10}[ >]|https?:|::|\b(?:function|return|const|import|class|def)\b|\$[a-z{]|"\s?:/

/** The two units that each of the kinds begins with. */
const OPENING =
  /^(?:[a-z][A-Z\]}"*]|\\[!+("]|[.,:;]\\|\*\*|[\])}]\(|\( |[\])}]\( |[.?!,;:][\])}]|[({[][.,;:?!]|["')!]-|\?[ -])$/
let openings: Uint8Array | undefined

/** Tells whether enough pairs of units could begin a junction; most texts are told apart by that. */
function mayBeStrewn(text: string, start: number): boolean {
  openings ??= Uint8Array.from({ length: 128 * 128 }, (_, pair) =>
    Number(OPENING.test(String.fromCharCode(pair >> 7, pair & 127))),
  )
  let count = 0
  let last = 0
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((code | last) < 128) count += openings[(last << 7) | code] as number
    last = code
  }
  return count >= JUNCTIONS_MIN
}

/** The end of a text when it is strewn with junctions of signs, as suffixes are that a search has found against a model. */
export function findSuffix(text: string): Span | null {
  const start = Math.max(0, text.length - TAIL)
  if (!mayBeStrewn(text, start)) return null
  const tail = text.slice(start)
  if (WRITTEN_SO.test(tail)) return null
  const found = KINDS.map((kind) => [...tail.matchAll(kind)].slice(0, OF_A_KIND_MAX)).filter(
    (list) => list.length > 0,
  )
  const places = found.flat().map(({ index }) => index)
  if (found.length < KINDS_MIN || places.length < JUNCTIONS_MIN) return null
  const first = Math.min(...places)
  const strewn = tail.slice(first)
  const letters = strewn.match(/[A-Za-z ]/g)?.length ?? 0
  return letters < strewn.length * LETTERS_MIN ? null : { start: start + first, end: text.length }
}
