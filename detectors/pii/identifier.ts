import {
  type Category,
  type Context,
  type DataType,
  detector,
  type Level,
  type PatternDetector,
  type Severity,
  type Verdict,
  verdict,
} from '../detector.ts'
import { announcing, hintsOf } from '../engine/context.ts'
import { beginningsOf, literalsOf, patternOf } from './masks.ts'

/** A number that a state, a bank or a health service gives out, as it is declared. */
export interface Identifier {
  readonly code: `${'pii' | 'phi'}_${string}`
  readonly label: string
  readonly severity?: Severity
  readonly dataType?: DataType
  /** What people call it, in lower case and without accents; the first one must be in letters of one alphabet. */
  readonly words: readonly [string, ...string[]]
  /** What may stand right after it and says the same, as the source of an expression. */
  readonly after?: string
  /** How it is written; see `patternOf`. */
  readonly masks: readonly string[]
  /** What a value must fit once separators are out and letters are capitals; else it is nothing, whatever stands beside. */
  readonly shape: RegExp
  /** Whether its checksum or its inner date holds. Without one, only the keyword speaks for a value. */
  readonly isSound?: (compact: string) => boolean
  /** What a sound value is worth without a keyword: nothing, unless its shape is rare. */
  readonly alone?: Level
  /** How it must be written to be anything without a keyword, where its digits alone are those of any order. */
  readonly aloneAs?: RegExp
  /** Values that pass and values that do not, from which the examples are made. */
  readonly valid: readonly [string, ...string[]]
  readonly invalid: readonly [string, ...string[]]
  /** Published samples, compact. */
  readonly samples?: readonly string[]
}

/** What a sound value is worth, and a published sample. */
function soundAt(alone: Level | null): { sound: Verdict; sample: Verdict } {
  const sound: Verdict = { beside: 'high', alone, sound: true }
  return { sound, sample: { ...sound, testValue: true } }
}

/** Declares the detector of an identifier; everything that all of them share is made here. */
export function identifier(declared: Identifier): Readonly<PatternDetector> {
  const { code, label, words, masks, shape, isSound, alone = null, aloneAs, samples = [] } = declared
  const category = code.slice(0, 3) as Category
  const known = new Set(samples)
  const verdicts = { anywhere: soundAt(alone), beside: soundAt(null) }

  const check = (value: string): Verdict | null => {
    const compact = compactOf(value)
    if (!shape.test(compact) || isOneSign(compact)) return null
    if (isSound === undefined) return verdict.worded
    if (!isSound(compact)) return verdict.claimed
    const isAlone = alone === null || aloneAs === undefined || aloneAs.test(value)
    const { sound, sample } = isAlone ? verdicts.anywhere : verdicts.beside
    return known.size > 0 && known.has(compact) ? sample : sound
  }
  return detector({
    code,
    label,
    category,
    severity: declared.severity ?? 'high',
    dataType: declared.dataType ?? (category === 'phi' ? 'phi' : 'pii'),
    mechanism: isSound === undefined ? 'keyword' : 'checksum',
    hints: alone === null ? hintsOf(words) : literalsOf(masks),
    ...(alone === null ? { shapes: literalsOf(masks) } : {}),
    pattern: patternOf(masks),
    beginnings: beginningsOf(masks),
    check,
    context: contextOf(declared),
    examples: examplesOf(declared),
  })
}

function contextOf({ words, after }: Identifier): Context {
  const context = announcing(words)
  if (after === undefined) return context
  const { afterBegins: _, ...rest } = context
  return { ...rest, after: new RegExp(`${context.after?.source}|${after}`, 'i') }
}

/** Tells whether a value is one letter or digit over and over. */
function isOneSign(compact: string): boolean {
  for (let i = 1; i < compact.length; i++) if (compact.charCodeAt(i) !== compact.charCodeAt(0)) return false
  return /^\w\w/.test(compact)
}

/** A value without separators, in capitals. */
function compactOf(value: string): string {
  let compact = ''
  let from = 0
  let isUpper = true
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at)
    if (isSeparator(code)) {
      compact += value.slice(from, at)
      from = at + 1
    } else if (code > 90) isUpper = false
  }
  compact += value.slice(from)
  return isUpper ? compact : compact.toUpperCase()
}

/** Blank, brackets, comma, hyphen, dot, slash and underscore. */
function isSeparator(code: number): boolean {
  return code === 32 || code === 40 || code === 41 || (code >= 44 && code <= 47) || code === 95
}

/** Texts with and without the value, the keyword in all the places where keywords stand. */
function examplesOf({
  words,
  valid,
  invalid,
  alone,
  isSound,
  masks,
  shape,
}: Identifier): PatternDetector['examples'] {
  const [word] = words
  const [value] = valid
  const wrong = invalid[0]
  const refused = isSound === undefined || !shape.test(compactOf(wrong)) || !patternOf(masks).test(wrong)
  return {
    find: [
      ...valid.map((one) => [`${word}: ${one}`, one] as const),
      [`{"${word.replaceAll(' ', '_')}": "${value}"}`, value],
      [`name|${word}|city\nBerg|${value}|Oslo`, value],
      [`the ${word} that we have is ${value}.`, value],
      ...(refused ? [] : ([[`${word} ${wrong}`, wrong]] as const)),
    ],
    ignore: [
      ...(alone === undefined ? ([[`ref ${value} shipped`, 'nothing says what it is']] as const) : []),
      [`ref ${wrong} shipped`, 'fails its check and nothing says what it is'],
      [`${word} q${value}q`, 'part of a longer identifier'],
      [`${word} is missing`, 'a keyword and no value'],
      [`${word}\n\n${'and so on '.repeat(8)}${wrong}`, 'the keyword is far away'],
      ...(refused ? ([[`${word}: ${wrong}`, 'not a value of this kind']] as const) : []),
    ],
  }
}
