import { learn, looksOf, type Prepared } from './learner.ts'

/** Log odds at which what is said to a reader is a finding in a document that was fetched. */
const FINDING = 0.22

/** What is found of each hand's texts by weights that have seen nothing of that hand. */
export function heldOut(samples: readonly Prepared[], hands: readonly string[]): string {
  const rows = hands.map((held) => {
    const weights = learn(samples.filter(({ hand }) => hand !== held))
    const judged = samples.filter(({ hand }) => hand === held)
    const found = (isAttack: boolean) => {
      const own = judged.filter((sample) => sample.isAttack === isAttack)
      return `${own.filter((sample) => looksOf(weights, sample) >= FINDING).length} of ${own.length}`
    }
    return `| ${held} | ${found(true)} | ${found(false)} |`
  })
  return ['| held out | orders | falsely |', '| --- | --- | --- |', ...rows].join('\n')
}
