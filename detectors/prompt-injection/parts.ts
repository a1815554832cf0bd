import type { Span } from '../detector.ts'

/** What words of one class say, and their log odds. */
export type Part = readonly [says: number, words: RegExp]

/** Units: UTF-16 code units. */
const AROUND = 260
/** Longer texts have room for all the parts without any order; there the parts alone are no finding. Units: UTF-16 code units. */
const LONG = 1200
const SHARE_IN_LONG = 0.5
/** More than sums of log odds are off by. */
const ROUNDING = 1e-6

/** Who asks how something is done, or has a program written that does it, gives no order to do it. */
const ASKS: Part = [
  -1.2,
  /\b(?:how (?:do|can|could|should) (?:i|we|you|one|my|our)\b|how to (?:detect|prevent|test|block)|what (?:is|are|does)\b|why (?:do|does|is|did)\b|explain (?:what|why|the|to)|(?:write|give|show) (?:me )?(?:a|an|the) (?:function|script|class|test|query|snippet)|which (?:library|package|header)s?|documentation)\b/i,
]

/**
 * Weighs the parts around a match: from 0, where they say less than `begins`, to 1, where they say a full unit more.
 * `needed` are the classes of which each must occur.
 */
export function partsAround(needed: readonly Pick<RegExp, 'test'>[], parts: readonly Part[], begins: number) {
  const all = [ASKS, ...parts]
  /** What each part and those after it can say at most. */
  const most = all.map((_, i) => all.slice(i).reduce((sum, [says]) => sum + Math.max(0, says), 0))
  return (text: string, { start, end }: Span): number => {
    const around = text.slice(Math.max(0, start - AROUND), end + AROUND)
    if (!needed.every((words) => words.test(around))) return 0
    let sum = 0
    for (let i = 0; i < all.length; i++) {
      if (sum + (most[i] as number) < begins - ROUNDING) return 0
      const [says, words] = all[i] as Part
      if (words.test(around)) sum += says
    }
    return Math.max(0, Math.min(1, sum - begins)) * (text.length > LONG ? SHARE_IN_LONG : 1)
  }
}
