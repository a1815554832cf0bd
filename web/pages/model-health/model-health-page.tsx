import { useEffect, useRef } from 'preact/hooks'
import type { HealthFigures } from '../../../analytics/contract/models.ts'
import { suspiciousFrom } from '../../../analytics/contract/risk.ts'
import { count, duration, percentage } from '../../lib/format.ts'
import { healthReasons, points } from '../../lib/model-words.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { type ModelHealth, modelHealthModel, windowHours, windows } from '../../models/model-health.ts'
import { useModel } from '../../models/use-model.ts'
import { Select } from '../../parts/field.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { RiskBar } from '../../parts/risk-bar.tsx'
import { EmptyState, Skeleton, StaleNotice } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { ModelCard, modelColumns } from './model-columns.tsx'
import { ModelDrawer } from './model-drawer.tsx'
import './model-health.css'

/** How well models do: health and what pulls it down, each model, and the distribution of risk. */
export function ModelHealthPage() {
  const model = useModel(modelHealthModel)
  const data = model.data.value
  const error = model.error.value
  const reload = () => void model.load()
  const hours = windowHours(query.value)
  const open = query.value.get('model')
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) reload()
    isFirst.current = false
  }, [hours])

  return (
    <>
      <PageHeader title="Model health" lead="Drift, latency, features and risk of every model" />
      {data !== null && error !== null && <StaleNotice error={error} onRetry={reload} />}
      {(data !== null || error === null) && <Kpis data={data} />}
      {data !== null && data.models.length > 0 && <Reasons health={data.health} />}
      <Section
        title="Models"
        lead="Events and latency of the last 7 days, drift of the last 5 minutes"
        actions={
          <Select
            label="Features of the"
            value={hours}
            choices={Object.entries(windows)}
            onChange={(value) => setQuery({ hours: value === '24' ? null : value })}
          />
        }
      >
        <Table
          caption="Models"
          columns={modelColumns}
          rows={data?.models ?? null}
          rowKey={(row) => row.model}
          rowHref={(row) => hrefWith({ model: row.model })}
          openKey={open}
          card={(row) => <ModelCard model={row} />}
          pageRows={20}
          error={data === null ? error : null}
          onRetry={reload}
          skeletonRows={5}
          empty={
            <EmptyState icon="pulse" title="No model has been seen in the last 7 days">
              <p>
                Push predictions to <code>POST /api/v1/ingest/ml</code> and LLM calls to{' '}
                <code>POST /api/v1/ingest/llm</code>.
              </p>
            </EmptyState>
          }
        />
      </Section>
      {(data !== null || error === null) && (
        <Section title="Risk" lead="Every event of the last 30 days by its label">
          {data === null ? <Skeleton height={72} /> : <RiskBar risk={data.risk} range="30d" />}
        </Section>
      )}
      {open !== null && (
        <ModelDrawer
          key={`${open}/${hours}`}
          model={open}
          onChanged={reload}
          onClose={() => setQuery({ model: null })}
        />
      )}
    </>
  )
}

function Kpis({ data }: { data: ModelHealth | null }) {
  const health = data?.health
  const changed = data?.models.filter(
    ({ worst_feature }) => worst_feature?.verdict === 'drifted' || worst_feature?.verdict === 'shifted',
  ).length
  const risk = data?.risk
  const events = risk ? risk.normalCount + risk.suspiciousCount + risk.riskyCount : 0
  const atRisk = risk ? risk.suspiciousCount + risk.riskyCount : 0
  return (
    <dl class="kpis">
      <KpiCard
        label="Health"
        value={health ? (data.models.length === 0 ? '–' : points(health.health)) : null}
        note="Out of 100, right now"
      />
      <KpiCard
        label="Mean drift"
        value={health ? (health.drift_mean === null ? '–' : points(health.drift_mean)) : null}
        note={health ? driftNote(health) : ''}
      />
      <KpiCard
        label="LLM latency"
        value={health ? (health.llm_latency_ms === null ? '–' : duration(health.llm_latency_ms)) : null}
        note="Mean of the last 15 minutes"
      />
      <KpiCard
        label="Drifted inputs"
        value={changed === undefined ? null : count(changed)}
        note="Models whose features left their reference"
      />
      <KpiCard
        label="At risk"
        value={risk ? (events === 0 ? '–' : percentage(atRisk / events)) : null}
        note={`${count(atRisk)} events of 30 days`}
        href={`/activity?range=30d&risk_min=${suspiciousFrom}`}
      />
    </dl>
  )
}

const driftNote = ({ models_with_drift: models }: HealthFigures): string =>
  models === 0
    ? 'No model with a usual latency answers'
    : `Of ${models === 1 ? '1 model' : `${models} models`}`

function Reasons({ health }: { health: HealthFigures }) {
  return (
    <ul class="health-reasons" aria-label="What pulls health down">
      {healthReasons(health).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  )
}
