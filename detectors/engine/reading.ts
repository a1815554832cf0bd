/** The platform's own encoder, which is ten times as fast as a loop; all where detectors run have it. */
declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number }
}
const encoder = new TextEncoder()

/** What was seen in passing when a text was read once, for all who would else look at every unit of it. */
export interface Reading {
  readonly text: string
  readonly ascii: boolean
  /** Where ASCII digits stand. */
  readonly digits: Places
  /** Where capitals stand; see `isCapital`. */
  readonly capitals: Places
}

/** Positions in order; there is more room than they fill. They hold until the next text is read. */
export interface Places {
  readonly at: Int32Array
  readonly count: number
}

/** Room for the places of texts up to this length is kept. Units: UTF-16 code units. */
const KEPT_CHARS = 1_048_576

const CAPITALS = [
  [65, 90],
  [0xc0, 0xde],
  [0x391, 0x3ab],
  [0x410, 0x42f],
] as const
const IS_DIGIT = 1
const IS_CAPITAL = 2
/** What each unit is. */
const KINDS = new Uint8Array(65_536).fill(IS_DIGIT, 48, 58)
for (const [first, last] of CAPITALS) KINDS.fill(IS_CAPITAL, first, last + 1)

/** Tells whether a unit is a capital, of the Latin alphabet or of those that have capitals at the same places. */
export function isCapital(code: number): boolean {
  return KINDS[code] === IS_CAPITAL
}

/** Tells whether a unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/**
 * Memory for a text and what is seen in it: its units or their classes in a byte each, the state behind each and where
 * states accept, digits and capitals.
 */
export interface Room {
  readonly units: Uint8Array
  readonly states: Uint16Array
  readonly ends: Int32Array
  readonly digits: Int32Array
  readonly capitals: Int32Array
}

let kept = roomFor(1_024)

/** Memory for a text of a length; short texts share one. */
export function roomOf(chars: number): Room {
  if (chars > KEPT_CHARS) return roomFor(chars)
  if (kept.digits.length < chars) kept = roomFor(Math.min(KEPT_CHARS, chars * 2))
  return kept
}

function roomFor(chars: number): Room {
  return {
    units: new Uint8Array(chars),
    // The end of a text is a place as well.
    states: new Uint16Array(chars + 1),
    ends: new Int32Array(chars + 1),
    digits: new Int32Array(chars),
    capitals: new Int32Array(chars),
  }
}

/** Writes the units of a text into as many bytes; tells whether all of them are ASCII, and otherwise the bytes say nothing. */
export function readAscii(text: string, into: Uint8Array): boolean {
  const { read, written } = encoder.encodeInto(text, into)
  return read === text.length && written === text.length
}

/**
 * Tells where digits and capitals stand, from the room's units where they are ASCII. Any other place is written as well,
 * and the next written over it: a processor guesses a branch for each wrong too often.
 */
export function readPlaces(text: string, ascii: boolean, room: Room): Pick<Reading, 'digits' | 'capitals'> {
  return ascii ? placesInUnits(text.length, room) : placesInText(text, room)
}

function placesInUnits(
  length: number,
  { units, digits, capitals }: Room,
): Pick<Reading, 'digits' | 'capitals'> {
  let digitsCount = 0
  let capitalsCount = 0
  for (let i = 0; i < length; i++) {
    const kind = KINDS[units[i] as number] as number
    digits[digitsCount] = i
    capitals[capitalsCount] = i
    digitsCount += kind & 1
    capitalsCount += kind >> 1
  }
  return { digits: { at: digits, count: digitsCount }, capitals: { at: capitals, count: capitalsCount } }
}

function placesInText(text: string, { digits, capitals }: Room): Pick<Reading, 'digits' | 'capitals'> {
  let digitsCount = 0
  let capitalsCount = 0
  for (let i = 0; i < text.length; i++) {
    const kind = KINDS[text.charCodeAt(i)] as number
    digits[digitsCount] = i
    capitals[capitalsCount] = i
    digitsCount += kind & 1
    capitalsCount += kind >> 1
  }
  return { digits: { at: digits, count: digitsCount }, capitals: { at: capitals, count: capitalsCount } }
}

/** The first of some places at or after a position, by its number; their count when there is none. */
export function firstPlace({ at, count }: Places, from: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low
}
