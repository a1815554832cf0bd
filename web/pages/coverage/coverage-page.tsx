import type { Coverage } from '../../../analytics/contract/analytics.ts'
import { count, percentage } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { coverageDays, coverageDaysOf, coverageFigures, coverageModel } from '../../models/coverage.ts'
import { useModel } from '../../models/use-model.ts'
import { Segments } from '../../parts/field.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton, StaleNotice } from '../../parts/states.tsx'
import './coverage.css'
import { CoverageDaysSection } from './days-section.tsx'
import { eventsHref } from './events-href.ts'
import { ReasonsSection } from './reasons-section.tsx'
import { SourcesSection } from './sources-section.tsx'
import { VersionsSection } from './versions-section.tsx'

/** How much of what was said was looked through, and what is in the way of the rest. */
export function CoveragePage() {
  const model = useModel(coverageModel)
  const data = model.data.value
  const error = model.error.value
  const retry = () => void model.load()
  const days = coverageDaysOf(query.value)
  return (
    <>
      <PageHeader
        title="Coverage"
        lead="How much of what was said to and by models was inspected, and what is in the way of the rest"
      >
        <Segments
          legend="Time"
          value={days}
          choices={coverageDays.map((choice) => [choice, `${choice} days`] as const)}
          onChange={(value) => setQuery({ days: value })}
        />
      </PageHeader>
      {data === null && error !== null ? (
        <ErrorState error={error} onRetry={retry} />
      ) : data === null ? (
        <>
          <Figures data={null} />
          <div class="card">
            <Skeleton height={220} />
          </div>
        </>
      ) : (
        <>
          {error !== null && <StaleNotice error={error} onRetry={retry} />}
          <Figures data={data} />
          {data.events === 0 ? (
            <Section title="Over time">
              <EmptyState icon="eye" title="Nothing was recorded in these days">
                <p>As soon as calls are pushed or collected, this page says how far they were inspected.</p>
              </EmptyState>
            </Section>
          ) : (
            <>
              <CoverageDaysSection data={data} />
              <ReasonsSection data={data} days={days} />
              <div class="coverage-pair">
                <SourcesSection data={data} days={days} />
                <VersionsSection data={data} days={days} />
              </div>
            </>
          )}
        </>
      )}
    </>
  )
}

function Figures({ data }: { data: Coverage | null }) {
  const figures = data && coverageFigures(data)
  const days = coverageDaysOf(query.value)
  const share = (part: number) =>
    figures === null || figures.held === 0 ? '–' : percentage(part / figures.held)
  const note = (part: number) =>
    figures === null ? '' : `${count(part)} of ${count(figures.held)} events with text`
  return (
    <dl class="kpis">
      <KpiCard
        label="Inspected in full"
        value={figures && share(figures.full)}
        note={note(figures?.full ?? 0)}
        href={eventsHref(days, { inspected: 'full' })}
      />
      <KpiCard
        label="Inspected in part"
        value={figures && share(figures.partial)}
        note={note(figures?.partial ?? 0)}
        href={eventsHref(days, { inspected: 'partial' })}
      />
      <KpiCard
        label="Not inspected"
        value={figures && share(figures.none)}
        note={note(figures?.none ?? 0)}
        href={eventsHref(days, { inspected: 'none' })}
      />
      <KpiCard
        label="Reports without text"
        value={figures && count(figures.textless)}
        note="Counts that vendors report; there is no text in them to inspect"
        href={eventsHref(days, { uninspected_reason: 'no_text' })}
      />
    </dl>
  )
}
