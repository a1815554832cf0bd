import { useMemo } from 'preact/hooks'
import { dataTypeLabels } from '../../lib/detection-words.ts'
import { count } from '../../lib/format.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { catalogueFilterNames, catalogueMatches, catalogueModel } from '../../models/catalogue.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { anyChoice, severityChoices } from '../../parts/choices.ts'
import { type Choice, SearchField, Select } from '../../parts/field.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'
import '../../parts/filters.css'
import './catalogue.css'
import { CatalogueCard, catalogueColumns } from './catalogue-columns.tsx'
import { DetectorDrawer } from './detector-drawer.tsx'

const pageRows = 50
const dataTypeChoices: readonly Choice[] = [anyChoice, ...Object.entries(dataTypeLabels)]
const stateChoices: readonly Choice[] = [
  anyChoice,
  ['on', 'On'],
  ['off', 'Off'],
  ['changed', 'Changed'],
  ['own', 'Own'],
]

/** Every detector that a text is scanned with, and what the organization makes of it. */
export function CataloguePage() {
  const catalogue = useModel(() => catalogueModel(may('analytics:read')))
  // One list of columns as long as the page stands: rows are drawn again when their columns are others.
  const columns = useMemo(() => catalogueColumns(catalogue), [catalogue])
  const rows = catalogue.rows.value
  const shown = rows?.filter(catalogueMatches(query.value)) ?? null
  const openCode = query.value.get('detector')
  const open = rows?.find(({ code }) => code === openCode)
  return (
    <>
      <PageHeader
        title="Catalogue of detectors"
        lead="What every prompt and response is scanned for, and what a finding must reach to count"
      />
      <Filters shown={shown?.length ?? null} total={rows?.length ?? 0} />
      <div class="card">
        <Table
          caption="Detectors"
          columns={columns}
          rows={shown}
          rowKey={({ code }) => code}
          rowHref={({ code }) => hrefWith({ detector: code })}
          openKey={openCode}
          card={(row) => <CatalogueCard row={row} />}
          pageRows={pageRows}
          error={catalogue.error.value}
          onRetry={() => void catalogue.load()}
          skeletonRows={12}
          empty={
            <EmptyState icon="search" title="No detector matches">
              <p>
                <Button onClick={clearFilters}>Clear filters</Button>
              </p>
            </EmptyState>
          }
        />
      </div>
      {open && (
        <DetectorDrawer
          key={open.code}
          row={open}
          catalogue={catalogue}
          onClose={() => setQuery({ detector: null })}
        />
      )}
    </>
  )
}

function clearFilters(): void {
  setQuery(Object.fromEntries(catalogueFilterNames.map((name) => [name, null])))
}

function Filters({ shown, total }: { shown: number | null; total: number }) {
  const isFiltered = catalogueFilterNames.some((name) => query.value.has(name))
  const choice = (name: string, label: string, choices: readonly Choice[]) => (
    <Select
      label={label}
      value={query.value.get(name) ?? ''}
      choices={choices}
      onChange={(value) => setQuery({ [name]: value })}
    />
  )
  return (
    <search class="card filters" aria-label="Filters">
      <div class="filters-top">
        <TypedFilter name="q">
          {(value, onInput) => <SearchField label="Search detectors" value={value} onInput={onInput} />}
        </TypedFilter>
        {isFiltered && (
          <Button look="quiet" icon="close" onClick={clearFilters}>
            Clear
            <span class="visually-hidden"> all filters</span>
          </Button>
        )}
      </div>
      <div class="filters-grid">
        {choice('data_type', 'Data type', dataTypeChoices)}
        {choice('severity', 'Severity', severityChoices)}
        {choice('state', 'State', stateChoices)}
      </div>
      <p class="muted catalogue-count" role="status">
        {shown === null ? ' ' : `${count(shown)} of ${count(total)} detectors`}
      </p>
    </search>
  )
}
