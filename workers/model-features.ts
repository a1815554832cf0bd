import type { CountedFeatures } from '../analytics/ml/feature-health.ts'
import { featureCategories } from '../analytics/queries/feature-categories.ts'
import { featureNumbers } from '../analytics/queries/feature-numbers.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'

/** Features of one model that are looked at and learned, those with the most values first. */
const featuresMax = 100
/** Values of one feature of words that are told apart. */
const categoriesMax = 100

type Span = { fromMs: number; toMs: number }

/** What models were fed with in whole hours of a span, by model. */
export async function countedFeatures(
  tenant: Tenant,
  place: Place,
  models: readonly string[],
  { fromMs, toMs }: Span,
): Promise<(model: string) => CountedFeatures> {
  if (models.length === 0) return () => ({ numbers: [], categories: [] })
  const asked = { models, fromMs, toMs, features: featuresMax }
  const [numbers, categories] = await Promise.all([
    place.clickhouse.ask(tenant, featureNumbers, asked),
    place.clickhouse.ask(tenant, featureCategories, { ...asked, rows: categoriesMax }),
  ])
  const byModel = Map.groupBy(numbers, ({ model }) => model)
  const wordsByModel = Map.groupBy(categories, ({ model }) => model)
  return (model) => ({ numbers: byModel.get(model) ?? [], categories: wordsByModel.get(model) ?? [] })
}

const hourMs = 3_600_000

/** The last so many hours, the current one among them. */
export const lastHours = (nowMs: number, hours: number): Span => {
  const toMs = Math.floor(nowMs / hourMs) * hourMs + hourMs
  return { fromMs: toMs - hours * hourMs, toMs }
}
