import { bounded, type Calibration, evidenceOf } from '../../../detectors/prompt-injection/learned.ts'
import { PIECES_OF_CODE, PROGRAM_MESSAGES } from './corpus.ts'
import type { Judged } from './held-out.ts'
import { handOf } from './written.ts'

/** Generated texts are many and alike; they count for less than what people wrote. */
const OWN_WEIGHT = 0.3
const SIGNATURES_MAX = 2.5
const STEPS = 600
const RATE = 0.5
/** The false alarms among ordinary texts that a finding may have. */
const FALSE_ALARMS_MAX = 0.004

/**
 * Fits the log odds of an attack on the evidence of the signatures and on both looks (Platt's scaling in three
 * dimensions), then puts them on the scale of the signatures: a sum of 1 is where a finding begins, and it begins
 * where no more than 40 in ten thousand ordinary texts reach.
 */
export function calibrated(judged: readonly Judged[]): Calibration {
  const points = judged.map((one) => ({
    x: [1, Math.min(SIGNATURES_MAX, one.signatures), bounded(one.whole), bounded(one.worst)] as const,
    isAttack: one.row.isAttack,
    weight: one.row.family.startsWith('own ') ? OWN_WEIGHT : 1,
  }))
  const w = [0, 0, 0, 0]
  for (let step = 0; step < STEPS; step++) {
    const gradient = [0, 0, 0, 0]
    for (const { x, isAttack, weight } of points) {
      const error = weight * ((isAttack ? 1 : 0) - 1 / (1 + Math.exp(-dot(w, x))))
      for (let i = 0; i < 4; i++) gradient[i] = (gradient[i] ?? 0) + error * (x[i] ?? 0)
    }
    for (let i = 0; i < 4; i++) w[i] = (w[i] ?? 0) + (RATE * (gradient[i] ?? 0)) / points.length
  }
  const [, signatures = 1, whole = 0, worst = 0] = w
  const shares = { wholeShare: rounded(whole / signatures), worstShare: rounded(worst / signatures) }
  return { base: baseFor(judged.filter(isOrdinary), shares), ...shares }
}

/** The largest base by which no more ordinary texts are found than may be. Units: thousandths. */
function baseFor(ordinary: readonly Judged[], shares: Omit<Calibration, 'base'>): number {
  const allowed = ordinary.length * FALSE_ALARMS_MAX
  for (let thousandths = 1000; thousandths > 0; thousandths--) {
    const calibration = { base: thousandths / 1000, ...shares }
    const found = ordinary.filter((one) => one.signatures + evidenceOf(one, calibration) >= 1)
    if (found.length <= allowed) return calibration.base
  }
  return 0
}

/** Harmless and written by people for people: no generated text, no words of attacks on purpose, no program's messages or pieces. */
function isOrdinary({ row }: Judged): boolean {
  const { family, isAttack } = row
  const isOfProgram = family === PROGRAM_MESSAGES || family === PIECES_OF_CODE
  return !isAttack && !family.startsWith('own ') && handOf(family) === null && !isOfProgram
}

function dot(w: readonly number[], x: readonly number[]): number {
  return x.reduce((sum, value, i) => sum + value * (w[i] ?? 0), 0)
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}
