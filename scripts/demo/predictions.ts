import { type Dice, dice, hashText, mix } from './chance.ts'

/** A prediction as it is pushed to `POST /ingest/ml`. */
export type PushedPrediction = {
  readonly id: string
  readonly model_name: string
  readonly model_version: string
  readonly vendor_id: string
  readonly prediction: string
  readonly probabilities: Readonly<Record<string, number>>
  readonly features: Readonly<Record<string, number | string | boolean>>
  readonly input_data: Readonly<Record<string, string>>
  readonly latency_ms: number
  readonly status: 'success' | 'error'
  readonly timestamp: string
}

type Features = Record<string, number | string | boolean>
type Model = {
  readonly name: string
  readonly version: string
  readonly latencyMs: number
  readonly classes: readonly [yes: string, no: string]
  readonly task: string
  readonly features: (throws: Dice, isDrifting: boolean) => Features
  /** How likely the first class is, as log odds. */
  readonly odds: (features: Features) => number
}

const bell = (throws: Dice): number =>
  throws.share() + throws.share() + throws.share() + throws.share() + throws.share() + throws.share() - 3
const about = (throws: Dice, mean: number, std: number): number => mean + std * Math.SQRT2 * bell(throws)
const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits))
const oneOf = (throws: Dice, shares: Readonly<Record<string, number>>): string => {
  let left = throws.share()
  const found = Object.entries(shares).find(([, share]) => {
    left -= share
    return left < 0
  })
  return found?.[0] ?? Object.keys(shares)[0] ?? ''
}

/** The demo company's own models; `claims-triage` is the one that drifts. */
export const models: readonly Model[] = [
  {
    name: 'readmission-risk',
    version: '4.2',
    latencyMs: 46,
    classes: ['readmitted', 'stays_home'],
    task: 'Readmission within thirty days',
    features: (throws) => ({
      age: rounded(Math.min(97, Math.max(18, about(throws, 61, 16)))),
      stay_days: rounded(1 + 6 * throws.share() * throws.share() * 2, 1),
      prior_admissions: throws.below(4),
      ward: oneOf(throws, { cardiology: 0.35, surgery: 0.3, oncology: 0.2, geriatrics: 0.15 }),
      emergency: throws.share() < 0.4,
    }),
    odds: ({ age, prior_admissions }) => (Number(age) - 75) / 12 + 0.7 * Number(prior_admissions) - 1,
  },
  {
    name: 'claims-triage',
    version: '2.9',
    latencyMs: 72,
    classes: ['manual_review', 'auto_approve'],
    task: 'Triage of a claim',
    features: (throws, isDrifting) => ({
      amount_usd: rounded(Math.exp(about(throws, isDrifting ? 6.9 : 6.2, 0.7)), 2),
      procedure_codes: 1 + throws.below(isDrifting ? 7 : 5),
      payer: oneOf(
        throws,
        isDrifting
          ? { medicare: 0.2, aetna: 0.2, cigna: 0.15, new_network: 0.45 }
          : { medicare: 0.45, aetna: 0.3, cigna: 0.25 },
      ),
      resubmitted: throws.share() < 0.12,
    }),
    odds: ({ amount_usd, procedure_codes }) =>
      Math.log(Number(amount_usd)) - 7.2 + 0.2 * Number(procedure_codes),
  },
  {
    name: 'no-show',
    version: '1.3',
    latencyMs: 24,
    classes: ['misses', 'comes'],
    task: 'Attendance of an appointment',
    features: (throws) => ({
      days_ahead: 1 + throws.below(45),
      distance_km: rounded(2 + 30 * throws.share() ** 2, 1),
      reminded: throws.share() < 0.7,
      weekday: throws.pick(['mon', 'tue', 'wed', 'thu', 'fri']),
    }),
    odds: ({ days_ahead, reminded }) => Number(days_ahead) / 30 - (reminded ? 2 : 1),
  },
]

/** What a model of the demo company predicts at this moment. It depends on its arguments alone and speaks of nobody. */
export function predictionAt(
  seed: string,
  model: Model,
  atMs: number,
  drift: { fromMs: number },
): PushedPrediction {
  const throws = dice(mix(hashText(`${seed}/${model.name}`), Math.floor(atMs / 1000)))
  const isDrifting = model.name === 'claims-triage' && atMs >= drift.fromMs
  const features = model.features(throws, isDrifting)
  const likely = rounded(1 / (1 + Math.exp(-(model.odds(features) + 0.5 * bell(throws)))), 4)
  const [yes, no] = model.classes
  const failed = throws.share() < 0.008
  const slow = isDrifting ? 1.55 : 1
  return {
    id: `demo-${model.name}-${Math.floor(atMs / 1000).toString(36)}`,
    model_name: model.name,
    model_version: model.version,
    vendor_id: 'custom',
    prediction: likely >= 0.5 ? yes : no,
    probabilities: { [yes]: likely, [no]: rounded(1 - likely, 4) },
    features,
    input_data: { task: model.task },
    latency_ms: rounded(model.latencyMs * slow * (0.75 + 0.5 * throws.share()) * (failed ? 6 : 1), 1),
    status: failed ? 'error' : 'success',
    timestamp: new Date(atMs).toISOString(),
  }
}
