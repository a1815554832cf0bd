import type { FeatureHealth } from '../../../analytics/contract/models.ts'
import { columnPercentage } from '../../lib/format.ts'
import { amount, featureLabel, testText, verdictWords } from '../../lib/model-words.ts'
import { Badge } from '../../parts/badge.tsx'

const width = 300
const height = 64

/** One feature: its verdict, why, and how it is spread now beside the reference. */
export function FeaturePart({ feature }: { feature: FeatureHealth }) {
  const { label, tone } = verdictWords(feature.verdict)
  const { mean, reference_mean } = feature
  return (
    <li class="feature">
      <p class="feature-head">
        <b>{featureLabel(feature.feature)}</b>
        <Badge tone={tone}>{label}</Badge>
        {mean !== null && (
          <span class="muted feature-mean">
            mean {amount(mean)}
            {reference_mean !== null && `, usually ${amount(reference_mean)}`}
          </span>
        )}
      </p>
      {feature.histogram?.edges && <Histogram feature={feature} histogram={feature.histogram} />}
      {feature.histogram?.categories && <Categories histogram={feature.histogram} />}
      <p class="muted feature-tests">{testText(feature)}</p>
    </li>
  )
}

type Bins = NonNullable<FeatureHealth['histogram']>

/** Bars are now, the outline is the reference. */
function Histogram({ feature, histogram }: { feature: FeatureHealth; histogram: Bins }) {
  const { edges, current, reference } = histogram
  const most = Math.max(...current, ...reference, 1e-9)
  const bins = current.length
  const x = (index: number) => (index / bins) * width
  const y = (share: number) => height - (share / most) * (height - 2)
  const outline = reference
    .map((share, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(share)}H${x(index + 1)}`)
    .join('')
  const name = featureLabel(feature.feature)
  return (
    <figure class="feature-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name}: how its values are spread now${reference.length > 0 ? ', and in the reference' : ''}`}
      >
        {current.map((share, index) => (
          <rect
            key={edges?.[index] ?? index}
            class="feature-now"
            x={x(index) + 0.5}
            y={y(share)}
            width={width / bins - 1}
            height={height - y(share)}
          />
        ))}
        {outline !== '' && <path class="feature-before" d={outline} vector-effect="non-scaling-stroke" />}
      </svg>
      <figcaption class="feature-scale muted">
        <span>{amount(edges?.[0] ?? 0)}</span>
        <span>{amount(edges?.at(-1) ?? 0)}</span>
      </figcaption>
    </figure>
  )
}

/** A pair of bars for each word: now, and before. */
function Categories({ histogram: { categories, current, reference } }: { histogram: Bins }) {
  const most = Math.max(...current, ...reference, 1e-9)
  return (
    <table class="categories">
      <thead class="visually-hidden">
        <tr>
          <th>Value</th>
          <th>Spread</th>
          <th>Now</th>
          <th>Reference</th>
        </tr>
      </thead>
      <tbody>
        {(categories ?? []).map((category, index) => (
          <tr key={category}>
            <th scope="row" title={category}>
              {category}
            </th>
            <td class="categories-bars">
              <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                <rect class="feature-now" width={(100 * (current[index] ?? 0)) / most} height={7} />
                <rect class="feature-past" y={8} width={(100 * (reference[index] ?? 0)) / most} height={4} />
              </svg>
            </td>
            <td>{columnPercentage(current[index] ?? 0)}</td>
            <td class="muted">{reference.length > 0 ? columnPercentage(reference[index] ?? 0) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
