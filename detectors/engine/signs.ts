import type { Signature } from '../detector.ts'
import { type Evidence, type NextMatch, type Origin, seek } from '../prompt-injection/score.ts'
import { isWord } from './boundary.ts'
import type { Steps } from './candidates.ts'
import { beginsAtEdge, openingsOf, requirementsOf } from './openings.ts'
import { isSighted, type Sighting } from './prefilter.ts'
import { unitAt } from './units.ts'

/** Shorter literals, such as `the`, stand in most texts. */
const TELLING_CHARS = 4

/** Looks for signatures where their openings stand, and through the whole text for those that have none. */
export interface SignSearch {
  /** Groups of literals of which the prefilter must tell whether one occurs; only where one of each does a signature can. */
  readonly requirements: readonly (readonly string[])[]
  /** Literals of which the prefilter must tell the places, each a group that is not marked. */
  readonly openings: readonly string[]
  /**
   * The signs of all signatures that the prefilter sighted. Where the places to look at are more than the steps, those
   * with few come first, and what they leave over is shared out evenly: no sign hides behind the crowd of another.
   */
  readonly seekAll: (text: string, sighting: Sighting, origin: Origin, steps: Steps) => Evidence[]
}

/** Compiles signatures, of which the prefilter knows the hints and the requirements as groups from two numbers on. */
export function signSearch(
  signatures: readonly Signature[],
  firstSignature: number,
  firstRequirement: number,
): SignSearch {
  const required = signatures.map(({ pattern, needs = [] }) => {
    const own = requirementsOf(pattern)
      .slice(1)
      .filter((literals) => literals.every((one) => one.length >= TELLING_CHARS))
    return [...own, ...needs].map((literals) => literals.toSorted().join('\n'))
  })
  const requirements = [...new Set(required.flat())]
  const requiredGroups = required.map((all) => all.map((one) => firstRequirement + requirements.indexOf(one)))
  const opened = signatures.map(({ pattern }) => openingsOf(pattern))
  const openings = [...new Set(opened.flatMap((literals) => literals ?? []))]
  const openedBy = inRows(
    openings.map((opening) =>
      opened.flatMap((literals, signature) => (literals?.includes(opening) ? [signature] : [])),
    ),
  )
  const isEdged = Uint8Array.from(signatures, ({ pattern }) => Number(beginsAtEdge(pattern)))
  const sticky = signatures.map(({ pattern }) => new RegExp(pattern.source, pattern.flags.replace('g', 'y')))

  /** Which signatures are looked for where their openings stand, and the places of those, one text at a time. */
  const isAwaited = new Uint8Array(signatures.length)
  const starts = signatures.map((): number[] => [])

  /** Gives their places to signatures, but those inside a word to none that begins at its edge; tells how many there are. */
  const gather = ({ text, openings: places }: Sighting): number => {
    const { rows, all } = openedBy
    let count = 0
    for (let i = 0; i < places.length; i += 2) {
      const opening = places[i] as number
      const start = places[i + 1] as number
      const end = rows[opening + 1] as number
      for (let b = rows[opening] as number; b < end; b++) {
        const signature = all[b] as number
        if (isAwaited[signature] === 0 || (isEdged[signature] === 1 && isInWord(text, start))) continue
        ;(starts[signature] as number[]).push(start)
        count++
      }
    }
    return count
  }

  const seekAll = (text: string, sighting: Sighting, origin: Origin, steps: Steps): Evidence[] => {
    const { groups, sighted } = sighting
    const evidence: Evidence[] = []
    const wanted: number[] = []
    let isAnyAwaited = false
    for (let i = 0; i < sighted.length; i++) {
      const number = (sighted[i] as number) - firstSignature
      if (number < 0 || number >= signatures.length) continue
      if (!areSighted(groups, requiredGroups[number] as number[])) continue
      wanted.push(number)
      if (opened[number] === null) continue
      isAwaited[number] = 1
      isAnyAwaited = true
    }
    const isCrowded = isAnyAwaited && gather(sighting) > steps.left
    if (isCrowded) wanted.sort((a, b) => countOf(a) - countOf(b))
    for (let i = 0; i < wanted.length; i++) {
      const number = wanted[i] as number
      const signature = signatures[number] as Signature
      if (isAwaited[number] === 0) {
        evidence.push(...seek(text, signature, origin))
        continue
      }
      isAwaited[number] = 0
      const own = starts[number] as number[]
      if (own.length === 0) continue
      starts[number] = []
      const share = isCrowded ? Math.ceil(steps.left / (wanted.length - i)) : steps.left
      const next = matchesAt(sticky[number] as RegExp, text, inOrder(own), steps, share)
      evidence.push(...seek(text, signature, origin, next))
    }
    return evidence
  }
  const countOf = (number: number): number => (starts[number] as number[]).length
  return { requirements: requirements.map((one) => one.split('\n')), openings, seekAll }
}

/** Lists of small numbers one after the other, and where each begins. */
function inRows(lists: readonly (readonly number[])[]): { rows: Uint32Array; all: Uint16Array } {
  const rows = new Uint32Array(lists.length + 1)
  lists.forEach((list, i) => {
    rows[i + 1] = (rows[i] as number) + list.length
  })
  return { rows, all: Uint16Array.from(lists.flat()) }
}

function isInWord(text: string, at: number): boolean {
  return isWord(unitAt(text, at - 1)) && isWord(unitAt(text, at))
}

function areSighted(groups: Sighting['groups'], wanted: readonly number[]): boolean {
  for (let i = 0; i < wanted.length; i++) if (!isSighted(groups, wanted[i] as number)) return false
  return true
}

/** Places by their numbers; they come in the order in which literals of several lengths end. */
function inOrder(starts: number[]): readonly number[] {
  for (let i = 1; i < starts.length; i++) {
    if ((starts[i] as number) < (starts[i - 1] as number)) return starts.sort((a, b) => a - b)
  }
  return starts
}

/** Matches of a sticky expression at some places, none of which overlap. It takes as many steps as are its share. */
function matchesAt(
  sticky: RegExp,
  text: string,
  starts: readonly number[],
  steps: Steps,
  share: number,
): NextMatch {
  const stopAt = steps.left - share
  let i = 0
  let end = 0
  return () => {
    while (i < starts.length) {
      const start = starts[i++] as number
      if (start < end) continue
      if (steps.left <= stopAt) {
        steps.areSpent = true
        return null
      }
      steps.left--
      sticky.lastIndex = start
      const match = sticky.exec(text)
      end = match === null ? start + 1 : start + match[0].length
      if (match !== null) return match
    }
    return null
  }
}
