import type { CatalogueItem } from '../../../analytics/contract/compliance.ts'
import type { MinimumLevel } from '../../../analytics/contract/levels.ts'
import { dataTypeLabel, levelMeaning, levels, mechanismWords } from '../../lib/detection-words.ts'
import { count, humanize, percentage } from '../../lib/format.ts'
import type { CatalogueModel, CatalogueRow } from '../../models/catalogue.ts'
import { deed } from '../../models/deed.ts'
import { may } from '../../models/session.ts'
import { Badge, SeverityBadge } from '../../parts/badge.tsx'
import type { Column } from '../../parts/table.tsx'

const severityRanks = { low: 1, medium: 2, high: 3, critical: 4 } satisfies Record<
  CatalogueItem['severity'],
  number
>

/** The columns of the catalogue; those who may change detectors set the level in the row. */
export function catalogueColumns(catalogue: CatalogueModel): readonly Column<CatalogueRow>[] {
  const mayChange = may('detectors:write')
  return [
    {
      key: 'label',
      header: 'Detector',
      share: 30,
      sortValue: ({ label }) => label,
      cell: ({ label, code }) => <Named label={label} code={code} />,
    },
    {
      key: 'data_type',
      header: 'Data type',
      sortValue: ({ data_type }) => data_type,
      cell: ({ data_type }) => dataTypeLabel(data_type),
    },
    {
      key: 'severity',
      header: 'Severity',
      sortValue: ({ severity }) => severityRanks[severity],
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
    },
    {
      key: 'mechanism',
      header: 'Rests on',
      sortValue: ({ mechanism }) => mechanismWords(mechanism).label,
      cell: ({ mechanism }) => {
        const { label, meaning } = mechanismWords(mechanism)
        return <span title={meaning}>{label}</span>
      },
    },
    {
      key: 'measured',
      header: 'Precision / recall',
      align: 'end',
      sortValue: ({ measured }) => measured?.precision ?? null,
      cell: ({ measured }) => <Measured measured={measured} />,
    },
    ...(may('analytics:read') ? [hitsColumn] : []),
    {
      key: 'level',
      header: 'Counts from',
      sortValue: ({ minimum_level }) => Object.keys(levels).indexOf(minimum_level),
      cell: (row) => (mayChange ? <LevelSelect row={row} catalogue={catalogue} /> : <LevelWord row={row} />),
    },
  ]
}

const hitsColumn: Column<CatalogueRow> = {
  key: 'hits',
  header: 'Events, 7 days',
  align: 'end',
  sortValue: ({ hits }) => hits?.events_7d ?? 0,
  cell: ({ hits }) => (hits === null ? <span class="muted">0</span> : count(hits.events_7d)),
}

function Named({ label, code }: { label: string; code: string }) {
  return (
    <span class="detector-name" title={`${label} (${code})`}>
      <b>{label}</b>
      <code class="muted">{code}</code>
    </span>
  )
}

/** Precision and recall with the number of labelled values; said where nothing labelled was there. */
function Measured({ measured }: Pick<CatalogueItem, 'measured'>) {
  if (measured === null) {
    return (
      <span class="muted" title="No labelled set has enough values of it">
        Not measured
      </span>
    )
  }
  const { precision, recall, n } = measured
  return (
    <span title={`Measured on ${count(n)} labelled values`}>
      {percentage(precision)} / {percentage(recall)} <span class="muted">of {count(n)}</span>
    </span>
  )
}

/** The level in words; one that the organization set stands out. */
function LevelWord({ row: { minimum_level, is_set } }: { row: CatalogueItem }) {
  const { label } = levels[minimum_level]
  if (!is_set) return <>{label}</>
  return <Badge tone={minimum_level === 'off' ? 'high' : 'low'}>{label}</Badge>
}

function LevelSelect({ row, catalogue }: { row: CatalogueRow; catalogue: CatalogueModel }) {
  return (
    <select
      class="control control-select level-select"
      aria-label={`What findings of ${row.label} must reach`}
      title={levelMeaning(row.minimum_level, row)}
      value={row.minimum_level}
      onChange={(event) => {
        const select = event.currentTarget
        const level = select.value as MinimumLevel
        void changeLevel(catalogue, row, level).then((isDone) => {
          if (!isDone) select.value = row.minimum_level
        })
      }}
    >
      {Object.keys(levels).map((level) => (
        <option key={level} value={level}>
          {humanize(level)}
        </option>
      ))}
    </select>
  )
}

/** Shape: whether it was done; either way it is said. */
export function changeLevel(
  catalogue: CatalogueModel,
  row: CatalogueRow,
  level: MinimumLevel,
): Promise<boolean> {
  return deed(
    () => catalogue.setLevel(row.code, level),
    level === 'off' ? `${row.label} is switched off.` : `${row.label} counts from ${level} on.`,
    `${row.label} could not be changed`,
  )
}

/** A detector where the table does not fit. */
export function CatalogueCard({ row }: { row: CatalogueRow }) {
  return (
    <span class="catalogue-card">
      <Named label={row.label} code={row.code} />
      <span class="catalogue-card-line">
        <SeverityBadge severity={row.severity} /> {dataTypeLabel(row.data_type)}
        {row.hits !== null && <span class="muted">{count(row.hits.events_7d)} in 7 days</span>}
      </span>
      <span class="catalogue-card-line">
        <span class="muted">Precision / recall</span> <Measured measured={row.measured} />
      </span>
      <span class="catalogue-card-line">
        <span class="muted">Counts from</span> <LevelWord row={row} />
      </span>
    </span>
  )
}
