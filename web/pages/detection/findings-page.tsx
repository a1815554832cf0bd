import { useSignal } from '@preact/signals'
import type { ComplianceSummary, DetectorSummary } from '../../../analytics/contract/compliance.ts'
import { api } from '../../lib/api.ts'
import { count, dayText, trend } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { detectionModel } from '../../models/detection.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Segments } from '../../parts/field.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNotice } from '../../parts/states.tsx'
import './detection.css'
import { DetectorCard } from './detector-card.tsx'
import { RecentDetections } from './recent-detections.tsx'

const groups = [
  ['', 'All'],
  ['pii', 'Personal data'],
  ['phi', 'Health data'],
  ['financial', 'Financial'],
  ['secret', 'Secrets'],
  ['security', 'Security'],
  ['upstream', 'Upstream'],
] as const

/** What detectors found in prompts and responses. */
export function FindingsPage() {
  const summary = useModel(() => detectionModel((signal) => api('GET /compliance/summary', { signal })))
  const data = summary.data.value
  const error = summary.error.value
  const retry = () => void summary.load()
  const group = query.value.get('data_type') ?? ''

  return (
    <>
      <PageHeader
        title="Findings"
        lead="Personal data, health data, secrets and attacks found in prompts and responses"
      />
      {data === null && error !== null ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <>
          {error !== null && <StaleNotice error={error} onRetry={retry} />}
          <Kpis data={data} />
          <Section
            title="By detector"
            lead={`Events ${sinceWords(data)}; an event counts once per detector`}
            actions={
              <Segments
                legend="Kind of data"
                value={group}
                choices={groups}
                onChange={(value) => setQuery({ data_type: value })}
              />
            }
          >
            <Detectors items={data?.items ?? null} group={group} />
          </Section>
          <RecentDetections />
        </>
      )}
    </>
  )
}

/** Cards before the rest is asked for. */
const shownFirst = 12

function Detectors({ items, group }: { items: readonly DetectorSummary[] | null; group: string }) {
  const isWhole = useSignal(false)
  if (items === null) {
    return (
      <ul class="detector-cards">
        {Array.from({ length: 6 }, (_, index) => (
          <li key={index} class="detector-card">
            <Skeleton width="60%" />
            <Skeleton width="40%" height={24} />
            <Skeleton height={28} />
          </li>
        ))}
      </ul>
    )
  }
  const shown = items.filter(({ data_type }) => group === '' || data_type === group)
  if (shown.length === 0) {
    return (
      <EmptyState
        icon="check"
        title={
          group === '' ? 'Nothing was found in the last 30 days' : 'Nothing of the kind in the last 30 days'
        }
      >
        <p>Detectors run on every prompt and response that arrives.</p>
      </EmptyState>
    )
  }
  const hidden = isWhole.value ? 0 : Math.max(0, shown.length - shownFirst)
  return (
    <>
      <ul class="detector-cards">
        {shown.slice(0, shown.length - hidden).map((item) => (
          <li key={item.code}>
            <DetectorCard item={item} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div class="detector-cards-more">
          <Button
            onClick={() => {
              isWhole.value = true
            }}
          >
            {`Show ${count(hidden)} more`}
          </Button>
        </div>
      )}
    </>
  )
}

const week = 7

/** The first of the seven days, which are days of UTC with today so far. */
const firstDay = (data: ComplianceSummary | null): string | null => data?.days.at(-week)?.day ?? null

function sinceWords(data: ComplianceSummary | null): string {
  const day = firstDay(data)
  return day === null ? 'of the last 7 days' : `since ${dayText(day)} (UTC)`
}

function Kpis({ data }: { data: ComplianceSummary | null }) {
  const now = data?.last_7d
  const before = data?.previous_7d
  const day = firstDay(data)
  // Exactly the days that are counted; a span by name would begin at this hour of the first.
  const violations = (filters: Readonly<Record<string, string>>) =>
    day === null
      ? {}
      : { href: `/violations?${new URLSearchParams({ ...filters, from: `${day}T00:00:00.000Z` })}` }
  const note = (previous: number | undefined) =>
    previous === 0 ? 'Nothing in the 7 days before' : 'vs. the 7 days before'
  return (
    <dl class="kpis">
      <KpiCard
        label="Events scanned, 7 days"
        value={now ? count(now.scanned) : null}
        trend={now && before ? trend(now.scanned, before.scanned) : null}
        note={note(before?.scanned)}
        href="/detection/coverage?days=7"
      />
      <KpiCard
        label="Flagged, 7 days"
        value={now ? count(now.flagged) : null}
        trend={now && before ? trend(now.flagged, before.flagged) : null}
        goodNews="down"
        note={note(before?.flagged)}
        {...violations({})}
      />
      <KpiCard
        label="Critical, 7 days"
        value={now ? count(now.critical) : null}
        trend={now && before ? trend(now.critical, before.critical) : null}
        goodNews="down"
        note={note(before?.critical)}
        {...violations({ severity: 'critical' })}
      />
      <KpiCard
        label="Detectors active"
        value={data && count(data.detectors_active)}
        note={data ? `of ${count(data.detectors_total)} in the catalogue` : ''}
        href="/detectors"
      />
    </dl>
  )
}
