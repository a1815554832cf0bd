import type { Origin } from '../../detectors/index.ts'
import { scan } from '../../detectors/index.ts'
import type { Row } from './evaluation.ts'

/** Something that tells attacks on a model from other texts. */
export type Judge = {
  readonly name: string
  isAttack(text: string, origin: Origin): Promise<boolean>
}

/** A text with what it is, where it came from, and what it stands in for. */
export type Case = {
  readonly text: string
  readonly isAttack: boolean
  readonly origin: Origin
  /** The row that it is counted in, and a finer one. */
  readonly type: string
  readonly tier?: string
}

/** The project's own detector, at the score where a finding begins. */
export const ownJudge: Judge = Object.freeze({
  name: 'aegisflow',
  isAttack: async (text: string, origin: Origin) => scan(text, { origin }).scores.prompt_injection >= 0.5,
})

/**
 * Lets every judge judge every case: a row for each type, and for each tier of it. Attacks count as found or missed,
 * other texts as false hits or nothing; `n` counts texts.
 */
export async function judged(
  set: string,
  cases: readonly Case[],
  judges: readonly Judge[],
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const judge of judges) {
    const counts = new Map<string, Row>()
    for (const { text, origin, isAttack, type, tier } of cases) {
      const isHit = await judge.isAttack(text, origin)
      for (const part of tier === undefined ? [undefined] : [undefined, tier]) {
        const key = `${type} ${part ?? ''}`
        const before = counts.get(key)
        counts.set(key, {
          set,
          type,
          ...(part === undefined ? {} : { tier: part }),
          tool: judge.name,
          truePositive: (before?.truePositive ?? 0) + Number(isAttack && isHit),
          falsePositive: (before?.falsePositive ?? 0) + Number(!isAttack && isHit),
          falseNegative: (before?.falseNegative ?? 0) + Number(isAttack && !isHit),
          n: (before?.n ?? 0) + 1,
        })
      }
    }
    rows.push(...counts.values())
  }
  return rows
}
