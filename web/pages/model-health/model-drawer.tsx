import { useMemo } from 'preact/hooks'
import type { ModelDetails } from '../../../analytics/contract/models.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { count, duration, percentage } from '../../lib/format.ts'
import { driftText } from '../../lib/model-words.ts'
import { query } from '../../lib/router.ts'
import { modelDetailsModel, windowHours, windows } from '../../models/model-health.ts'
import { useModel } from '../../models/use-model.ts'
import { kindLabels } from '../../parts/choices.ts'
import { Deferred } from '../../parts/deferred.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { FeaturePart } from './feature-part.tsx'
import { ModelHealth } from './model-columns.tsx'
import { ProfilePart } from './profile-part.tsx'

const kindWord = (kind: string): string => (kindLabels as Readonly<Record<string, string>>)[kind] ?? kind

const loadChart = async () => (await import('../../charts/line-chart.tsx')).LineChart

type ModelDrawerProps = { model: string; onChanged: () => void; onClose: () => void }

/** One model: how it does, what it is fed with against what it was, and what is normal for it. */
export function ModelDrawer({ model, onChanged, onClose }: ModelDrawerProps) {
  const asked = useModel(() => modelDetailsModel(model))
  const details = asked.data.value
  const error = asked.error.value
  const reload = () => {
    void asked.load()
    onChanged()
  }
  return (
    <Drawer title={model} onClose={onClose}>
      {details === null && error !== null && <ErrorState error={error} onRetry={() => void asked.load()} />}
      {details === null && error === null && <Skeleton height={240} />}
      {details !== null && (
        <>
          <Figures details={details} />
          <LatencyPart details={details} />
          <FeaturesPart details={details} />
          <ProfilePart details={details} onChanged={reload} />
        </>
      )}
    </Drawer>
  )
}

function Figures({ details }: { details: ModelDetails }) {
  const { risk, events } = details
  const share = (part: number) => (events > 0 ? percentage(part / events) : '–')
  return (
    <Facts>
      <Fact name="Health">
        <ModelHealth model={details} />
      </Fact>
      <Fact name="Last seen">
        {details.last_seen_at !== null && <RelativeTime at={details.last_seen_at} />}
      </Fact>
      <Fact name="Last 5 minutes" wide>
        {details.recent_latency_ms !== null &&
          [`${duration(details.recent_latency_ms)} on average`, driftText(details.drift)]
            .filter((text) => text !== null)
            .join(', ')}
      </Fact>
      <Fact name="Events, 7 days">{count(events)}</Fact>
      <Fact name="Errors, 7 days">{details.error_rate !== null && percentage(details.error_rate)}</Fact>
      <Fact name="Suspicious">{share(risk.suspicious)}</Fact>
      <Fact name="Risky">{share(risk.risky)}</Fact>
      <Fact name="Vendor">{details.vendor_id !== '' && vendorLabel(details.vendor_id)}</Fact>
      <Fact name="Seen as">{details.kinds.map(kindWord).join(', ')}</Fact>
    </Facts>
  )
}

const latencyText = (ms: number): string => duration(ms)

function LatencyPart({ details: { hours, baseline_latency_ms: baselineMs } }: { details: ModelDetails }) {
  const lines = useMemo(() => {
    const known = hours.filter(({ latency_mean_ms }) => latency_mean_ms !== null)
    return {
      times: known.map(({ at }) => Date.parse(at) / 1000),
      series: [
        {
          label: 'Mean',
          colour: '--series-1',
          values: known.map(({ latency_mean_ms }) => latency_mean_ms),
        },
        { label: 'p95', colour: '--series-3', values: known.map(({ latency_p95_ms }) => latency_p95_ms) },
        ...(baselineMs === null
          ? []
          : [
              { label: 'Usual', colour: '--series-other', values: known.map(() => baselineMs), dashed: true },
            ]),
      ],
    }
  }, [hours, baselineMs])
  return (
    <Part title="Latency by hour">
      {lines.times.length === 0 ? (
        <p class="muted">No event of the last 7 days says its latency.</p>
      ) : (
        <Deferred
          load={loadChart}
          fallback={<Skeleton height={208} />}
          props={{ label: 'Latency by hour over the last 7 days', format: latencyText, ...lines }}
        />
      )}
    </Part>
  )
}

function FeaturesPart({ details: { features, profile } }: { details: ModelDetails }) {
  const window = windows[windowHours(query.value)].toLowerCase()
  return (
    <Part title={`Features, ${window}`}>
      {features.length === 0 ? (
        <p class="muted">Nothing in this time said what it was fed with.</p>
      ) : (
        <>
          <p class="muted feature-key">
            <svg viewBox="0 0 10 10" aria-hidden="true">
              <rect class="feature-now" width={10} height={10} rx={2} />
            </svg>
            now
            {profile !== null && (
              <>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                  <path class="feature-before" d="M0 5H10" />
                </svg>
                as it was when what is normal was learned
              </>
            )}
          </p>
          <ul class="features">
            {features.map((feature) => (
              <FeaturePart key={`${feature.kind}/${feature.feature}`} feature={feature} />
            ))}
          </ul>
        </>
      )}
    </Part>
  )
}
