import { useSignal } from '@preact/signals'
import type { SqlFormat, SqlResult } from '../../../analytics/contract/sql.ts'
import { bytesText } from '../../lib/collection-words.ts'
import { errorText } from '../../lib/error-text.ts'
import { compactCount, count, duration } from '../../lib/format.ts'
import { chartOf } from '../../lib/sql-chart.ts'
import type { SqlRun } from '../../models/sql.ts'
import { Segments } from '../../parts/field.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { sqlErrorId } from './editor.tsx'
import { ResultChart } from './result-chart.tsx'
import { ResultTable } from './result-table.tsx'

type ResultProps = { run: SqlRun; onSave: (format: SqlFormat) => void }

const exported: readonly (readonly [SqlFormat, string])[] = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['parquet', 'Parquet'],
  ['arrow', 'Arrow'],
]

/** What the last query gave, as rows or drawn, or why it gave nothing. */
export function ResultSection({ run, onSave }: ResultProps) {
  const view = useSignal('table')
  const result = run.result.value
  const chart = result === null ? null : chartOf(result)
  const actions = result !== null && (
    <>
      {chart !== null && (
        <Segments
          legend="Result as"
          value={view.value}
          choices={[
            ['table', 'Table'],
            ['chart', 'Chart'],
          ]}
          onChange={(value) => {
            view.value = value
          }}
        />
      )}
      <Menu
        label="Export the whole result"
        button={
          <>
            <Icon name="download" /> <span aria-hidden="true">Export</span>
          </>
        }
        items={exported.map(([format, label]) => ({
          label,
          icon: 'download' as const,
          onSelect: () => onSave(format),
        }))}
      />
    </>
  )
  const lead = result === null ? '' : statistics(result, run.ms.value)
  return (
    <Section title="Result" lead={lead} actions={actions}>
      <div aria-live="polite" class="visually-hidden">
        {run.busy.value ? 'The query runs.' : lead}
      </div>
      {run.error.value !== null && (
        <p class="form-error sql-error" id={sqlErrorId} role="alert">
          {errorText(run.error.value)}
        </p>
      )}
      {result === null && run.error.value === null && (
        <EmptyState icon="table" title={run.busy.value ? 'The query runs' : 'No query was run yet'}>
          <p>Results stand here as a table or a chart.</p>
        </EmptyState>
      )}
      {result !== null && result.data.length === 0 && (
        <EmptyState icon="table" title="The query gives no rows" />
      )}
      {result !== null && result.data.length > 0 && (
        <div class={run.busy.value ? 'sql-old' : undefined}>
          {view.value === 'chart' && chart !== null ? (
            <ResultChart chart={chart} />
          ) : (
            <ResultTable result={result} />
          )}
        </div>
      )}
    </Section>
  )
}

function statistics(
  { rows, truncated, statistics: { rows_read, bytes_read, elapsed } }: SqlResult,
  ms: number,
): string {
  const shown = truncated
    ? `The first ${count(rows)} rows; export for all`
    : `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`
  const read = `${compactCount(rows_read)} rows, ${bytesText(bytes_read)} read`
  return `${shown}. ${read} in ${duration(elapsed * 1000)}, here after ${duration(ms)}.`
}
