import type {
  FeatureHealth,
  FeatureVerdict,
  HealthFigures,
  ModelFigures,
} from '../../analytics/contract/models.ts'
import type { Tone } from '../parts/badge.tsx'
import { duration } from './format.ts'

const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })
const twoDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 })
const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 })

/** A figure from 0 to 100 as one reads it. */
export const points = (value: number): string => oneDecimal.format(value)

/** A value of a feature at the precision one reads it with. */
export const amount = (value: number): string => fourDigits.format(value)

const verdicts: Record<FeatureVerdict, { label: string; tone: Tone }> = {
  drifted: { label: 'Drifted', tone: 'critical' },
  shifted: { label: 'Shifted', tone: 'medium' },
  stable: { label: 'As usual', tone: 'positive' },
  too_few: { label: 'Too few values', tone: 'neutral' },
  no_reference: { label: 'Nothing to compare with', tone: 'neutral' },
}
export const verdictWords = (verdict: FeatureVerdict) => verdicts[verdict]

/** What a feature is called on the page; ours have parentheses. */
export const featureLabel = (feature: string): string => (feature === '(prediction)' ? 'Prediction' : feature)

/** How much slower than usual a model answers, in words; null without a baseline or an answer. */
export function driftText(drift: number | null): string | null {
  if (drift === null) return null
  if (drift >= 100) return 'at least twice as slow as usual'
  return drift < 0.5 ? 'as fast as usual' : `${Math.round(drift)}% slower than usual`
}

/** What pulls health down, a sentence each; one that says that nothing does. */
export function healthReasons(figures: HealthFigures): string[] {
  const { penalties, drift_mean, drifting, models_with_drift, llm_latency_ms } = figures
  if (drift_mean === null && llm_latency_ms === null) {
    return ['Nothing is known of the last minutes, so nothing is taken off.']
  }
  const reasons: string[] = []
  const [worst] = drifting
  if (worst && penalties.drift > 0) {
    const of = models_with_drift === 1 ? '' : `, on average over ${models_with_drift} models`
    reasons.push(
      `Drift takes ${points(penalties.drift)} points${of}: ${worst.model} answers ${driftText(worst.drift)}.`,
    )
  }
  if (penalties.latency > 0 && llm_latency_ms !== null) {
    reasons.push(
      `Slow LLM answers take ${points(penalties.latency)} points: ${duration(llm_latency_ms)} on average over the last 15 minutes, and a second is calm.`,
    )
  }
  return reasons.length > 0 ? reasons : ['Nothing pulls it down: models answer as fast as usual.']
}

type Ailing = Pick<ModelFigures, 'penalties' | 'drift' | 'llm_latency_ms'>

/** What takes from a model's health, each in a few words with its figure; nothing where it is well. */
export function healthCauses({ penalties, drift, llm_latency_ms }: Ailing): string[] {
  const causes: string[] = []
  if (told(penalties.drift)) causes.push(`${driftText(drift)}: ${taken(penalties.drift)}`)
  if (told(penalties.latency) && llm_latency_ms !== null)
    causes.push(`answers in ${duration(llm_latency_ms)}: ${taken(penalties.latency)}`)
  return causes
}

/** The same for a column: no word that its head or the figure says. */
export const briefCauses = (model: Ailing): string[] =>
  healthCauses(model).map((cause) => cause.replace(' than usual:', ':').replace(/^answers in /, ''))

/** Less than this is rounded away in health itself. */
const told = (penalty: number): boolean => penalty >= 0.5
const taken = (penalty: number): string => `−${points(penalty)}`

/** What the tests of a feature say, in one sentence. */
export function testText({ psi, ks, values, reference_values }: FeatureHealth): string {
  const counted = `${compact(values)} values now, ${compact(reference_values)} in the reference`
  if (psi === null) return `${counted}.`
  const parts = [
    `stability index ${twoDigits.format(psi.value)} (chance stays below ${twoDigits.format(psi.critical)})`,
  ]
  if (ks) parts.push(`greatest gap ${twoDigits.format(ks.value)} (${twoDigits.format(ks.critical)})`)
  return `${parts.join(', ')}; ${counted}.`.replace(/^./, (first) => first.toUpperCase())
}

const compact = (value: number): string =>
  new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
