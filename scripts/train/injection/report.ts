import { type Calibration, evidenceOf } from '../../../detectors/prompt-injection/learned.ts'
import type { Judged } from './held-out.ts'

/** What was found of each family while it was held out, with and without the learned part. */
export function heldOutTable(judged: readonly Judged[], calibration: Calibration): string {
  const families = Map.groupBy(
    judged,
    ({ row }) => `${row.isAttack ? 'attack' : 'harmless'} ${nameOf(row.family)}`,
  )
  const lines = [...families].sort().map(([name, list]) => {
    const found = list.filter((one) => one.signatures + evidenceOf(one, calibration) >= 1)
    const bySignatures = list.filter(({ signatures }) => signatures >= 1)
    return `${name.padEnd(52)} ${String(list.length).padStart(5)} ${share(bySignatures, list)} ${share(found, list)}`
  })
  return [`${'family, held out'.padEnd(52)} texts  signatures  with the learned part`, ...lines].join('\n')
}

/** Families of a language are told together. */
function nameOf(family: string): string {
  return family.replace(/^(own [a-z]{2}) \d$/, '$1')
}

function share(part: readonly unknown[], all: readonly unknown[]): string {
  return `${((100 * part.length) / all.length).toFixed(1)} %`.padStart(9)
}
