import { learn, looksOf, type Prepared } from './learner.ts'

/** What is found of each hand's texts by weights that have seen nothing of that hand, from some log odds on. */
export function heldOut(samples: readonly Prepared[], hands: readonly string[], finding: number): string {
  const rows = hands.map((held) => {
    const weights = learn(samples.filter(({ hand }) => hand !== held))
    const judged = samples.filter(({ hand }) => hand === held)
    const found = (isAttack: boolean) => {
      const own = judged.filter((sample) => sample.isAttack === isAttack)
      return `${own.filter((sample) => looksOf(weights, sample) >= finding).length} of ${own.length}`
    }
    return `| ${held} | ${found(true)} | ${found(false)} |`
  })
  return ['| held out | orders | falsely |', '| --- | --- | --- |', ...rows].join('\n')
}
