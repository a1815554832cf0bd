import type { Reading } from './engine/reading.ts'

/** How sure a finding is: proven by checksum or range, claimed by a keyword, or the bare shape. */
export type Level = 'high' | 'medium' | 'low'

/** How bad it is when such a value leaves the company. */
export type Severity = 'low' | 'medium' | 'high' | 'critical'

/** The part of the catalogue that a detector belongs to; it opens the detector's code. */
export type Category = 'pii' | 'phi' | 'secret' | 'security'

/** What kind of data a finding stands for, for policies that speak of kinds and not of detectors. */
export type DataType = 'pii' | 'phi' | 'financial' | 'secret' | 'security'

/**
 * What carries a detector's precision, best first; when two findings of one level overlap, the earlier kind wins.
 * A private key is first, so that no token that its base64 happens to resemble leaves the rest of it standing.
 * A `region` is a stretch of text of some kind: it competes with no value that stands in it.
 */
export const mechanisms = Object.freeze([
  'private_key',
  'vendor_prefix',
  'literal',
  'checksum',
  'keyword',
  'phone',
  'shape',
  'region',
] as const)
export type Mechanism = (typeof mechanisms)[number]

/** A stretch of text. Units: UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One thing that was found. Its span points into the text that the caller gave. */
export interface Finding extends Span {
  readonly code: string
  readonly level: Level
  /** From 0 to 1. */
  readonly confidence: number
  readonly severity: Severity
  /** A published sample value, such as a gateway's test card. */
  readonly test_value?: true
}

/** What one value is worth: its level beside a keyword and on its own. Null is no finding. */
export interface Verdict {
  readonly beside: Level | null
  readonly alone: Level | null
  /** Shape and checksum hold, whatever the surroundings say. */
  readonly sound: boolean
  readonly testValue?: true
}

/** The words that announce a value, and what may stand between them and it. */
export interface Context {
  /** Tested on the text just before the value; it must end at the value. */
  readonly before: RegExp
  /** Tested on the text just after the value; it must begin there. */
  readonly after?: RegExp
  /** The words themselves, in any case, as a global expression; tested on the header of the value's table column. */
  readonly header: RegExp
  /** Neither `before` nor `after` accepts a text in which `header` finds nothing. */
  readonly keyworded?: true
  /**
   * The words alone, and what must stand where they end, so that `header` is only asked where that refuses.
   * Many detectors share what is tried there; with it in the expression of each, their code is four times as much.
   */
  readonly begins?: RegExp
  readonly ends?: RegExp
  /**
   * Tried where a keyword ends: what may stand up to the value, so that `before` is only asked where this refuses.
   * Every detector has keywords of its own, and each expression with all of them in it is much code for a processor.
   */
  readonly gap?: RegExp
  /** Whatever `after` accepts begins so. */
  readonly afterBegins?: RegExp
  /** A keyword that begins within so many characters after the value announces it as well. */
  readonly within?: number
  /** `before` accepts no text with a digit. */
  readonly digitless?: true
}

/** Texts that show what a detector finds and what it leaves alone, and why. */
interface Examples {
  /** The text and the exact part of it that is found. */
  readonly find: readonly (readonly [text: string, value: string])[]
  readonly ignore: readonly (readonly [text: string, why: string])[]
}

interface Declared {
  readonly code: `${Category}_${string}` | 'prompt_injection'
  readonly label: string
  readonly category: Category
  readonly severity: Severity
  readonly dataType: DataType
  readonly mechanism: Mechanism
  readonly examples: Examples
}

/**
 * Gives the first candidate that begins at or after a position, for what a regular expression would look at too often.
 * Its span is the value's. An empty span is no candidate, but a closer look that found none before it.
 */
export type Find = (reading: Reading, from: number) => Found | null

/** What such a function found; `isSure` when the text around it speaks for it as a keyword would. */
export interface Found extends Span {
  readonly isSure: boolean
  /** The steps that it took, where they differ from one to the next. */
  readonly steps?: number
}

/** A detector whose candidates come from one regular expression, or from a function that is faster than one. */
export interface PatternDetector extends Declared {
  /**
   * Literals of which one must occur before the pattern runs.
   * Lower case stands for both cases, `0` for any digit, a blank for any white space; one that begins with `\b` counts
   * where no other letter stands right before it. None: the pattern always runs.
   */
  readonly hints: readonly string[]
  /** Literals of which one must occur as well, such as runs of digits. Detectors share them at no cost. */
  readonly shapes?: readonly string[]
  /**
   * Linear on any input: bounded repeats only. A global one is searched for in the whole text; a sticky one is tried
   * only where a hint stands, so that every match must begin with a hint.
   */
  readonly pattern: RegExp | Find
  /**
   * A sticky pattern is tried where words of these kinds begin and not where hints do; see `wordKind`. What it matches
   * is the value, which must stand alone; see `standsAlone`.
   */
  readonly beginnings?: Uint8Array
  /** The steps that one candidate is worth where its check costs more than a few microseconds; 1 unless told otherwise. */
  readonly cost?: number
  /** A letter, digit or underscore right before the match rules it out, but for that of an escape such as `\\n`. */
  readonly alone?: true
  /** The value's span when it is not the whole match; null when its surroundings forbid it. */
  readonly locate?: (text: string, match: RegExpExecArray) => Span | null
  readonly check: (value: string) => Verdict | null
  readonly context?: Context
}

/** One sign of an attempt to steer a model, with the weight that it adds. */
export interface Signature {
  readonly family: string
  /** Evidence: a sum of 1 is a finding. */
  readonly weight: number
  /** The weight in what tools and retrieval bring, where it is another. */
  readonly weightInData?: number
  readonly hints: readonly string[]
  /** Groups of literals, in the notation of hints: a text without one of each is not looked through. */
  readonly needs?: readonly (readonly string[])[]
  readonly pattern: RegExp
  /** The part of the weight that a match deserves where it stands, from 0 to 1; without it the grammar around it decides. */
  readonly share?: (text: string, span: Span) => number
}

/** A detector that weighs many signs against each other. */
export interface ScoreDetector extends Declared {
  readonly signatures: readonly Signature[]
}

export type Detector = PatternDetector | ScoreDetector

/** Declares a detector. */
export function detector<D extends Detector>(declared: D): Readonly<D> {
  return Object.freeze(declared)
}

/** The verdicts that detectors give, by what stands behind them. */
export const verdict = Object.freeze({
  /** Checksum, range or grammar settles it. */
  proven: { beside: 'high', alone: 'high', sound: true },
  /** Sound, yet many harmless values look the same. */
  likely: { beside: 'high', alone: 'medium', sound: true },
  /** Sound, and without a keyword nothing at all. */
  announced: { beside: 'high', alone: null, sound: true },
  /** Nothing but the keyword speaks for it. */
  worded: { beside: 'medium', alone: null, sound: true },
  /** The value carries its keyword in itself. */
  selfNamed: { beside: 'medium', alone: 'medium', sound: true },
  /** The shape and nothing else; for those who want to hear of it. */
  bare: { beside: 'low', alone: 'low', sound: true },
  /** The keyword says what it is although the checksum fails. */
  claimed: { beside: 'medium', alone: null, sound: false },
} satisfies Record<string, Verdict>)
