import { useSignal } from '@preact/signals'
import type { SavedQuery, SqlSchema } from '../../../analytics/contract/sql.ts'
import { beginningOf } from '../../../analytics/contract/whole-characters.ts'
import { count, duration } from '../../lib/format.ts'
import { type PastRun, pastRuns } from '../../models/sql.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { SearchField, Segments } from '../../parts/field.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'

type SideProps = {
  schema: SqlSchema | null
  schemaError: unknown
  onSchemaRetry: () => void
  saved: readonly SavedQuery[] | null
  onInsert: (name: string) => void
  onOpen: (query: string, saved: SavedQuery | null) => void
  onRemove: (query: SavedQuery) => void
}

/** What one may name, what one has kept, and what was run before. */
export function SidePanel({ schema, saved, onInsert, onOpen, onRemove, ...props }: SideProps) {
  const shown = useSignal('tables')
  return (
    <aside class="card sql-side" aria-label="Tables and queries">
      <Segments
        legend="What is listed"
        value={shown.value}
        choices={[
          ['tables', 'Tables'],
          ['saved', 'Saved'],
          ['history', 'History'],
        ]}
        onChange={(value) => {
          shown.value = value
        }}
      />
      {shown.value === 'tables' &&
        (schema !== null ? (
          <Tables schema={schema} onInsert={onInsert} onOpen={onOpen} />
        ) : props.schemaError === null ? (
          <Skeleton height={240} />
        ) : (
          <ErrorState error={props.schemaError} onRetry={props.onSchemaRetry} />
        ))}
      {shown.value === 'saved' && <Saved saved={saved} onOpen={onOpen} onRemove={onRemove} />}
      {shown.value === 'history' && <History onOpen={onOpen} />}
    </aside>
  )
}

type TablesProps = Pick<SideProps, 'onInsert' | 'onOpen'> & { schema: SqlSchema }

function Tables({ schema, onInsert, onOpen }: TablesProps) {
  const search = useSignal('')
  const sought = search.value.toLowerCase()
  const fits = (name: string) => name.toLowerCase().includes(sought)
  const tables = schema.tables.filter(
    ({ name, columns }) => fits(name) || columns.some((each) => fits(each.name)),
  )
  return (
    <>
      <SearchField
        label="Search names"
        value={search.value}
        onInput={(value) => {
          search.value = value
        }}
      />
      <div class="sql-list">
        {tables.map(({ name, words, columns }) => (
          <details key={name} open={sought !== '' && !fits(name)}>
            <summary>
              <code>{name}</code>
            </summary>
            <p class="sql-words">{words}</p>
            <ul>
              {columns
                .filter((column) => fits(name) || fits(column.name))
                .map((column) => (
                  <li key={column.name}>
                    <button
                      type="button"
                      class="sql-column"
                      title={`${column.words} (${column.type})`}
                      onClick={() => onInsert(column.name)}
                    >
                      <code>{column.name}</code>
                      <span>{typeWords(column.type)}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </details>
        ))}
        {sought === '' && (
          <details open>
            <summary>Examples</summary>
            <ul>
              {schema.examples.map(({ title, query }) => (
                <li key={title}>
                  <button type="button" class="sql-column" onClick={() => onOpen(query, null)}>
                    {title}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </>
  )
}

/** The type without what only storage makes of it. */
const typeWords = (type: string): string =>
  type
    .replace(/LowCardinality\((\w+)\)/g, '$1')
    .replace(/SimpleAggregateFunction\(\w+, (.*)\)$/, '$1')
    .replace(/^AggregateFunction\(.*$/, 'state')
    .replace(/^Array\(Tuple\(.*$/, 'Array(Tuple)')

function Saved({ saved, onOpen, onRemove }: Pick<SideProps, 'saved' | 'onOpen' | 'onRemove'>) {
  if (saved === null) return null
  if (saved.length === 0)
    return <p class="sql-words">Nothing is saved yet. Write a query and save it under a name.</p>
  return (
    <ul class="sql-list">
      {saved.map((query) => (
        <li key={query.id} class="sql-saved">
          <button
            type="button"
            class="sql-column"
            title={beginningOf(query.query, 400)}
            onClick={() => onOpen(query.query, query)}
          >
            {query.name}
          </button>
          {query.shared && <Badge>{query.own ? 'Shared' : 'Of a colleague'}</Badge>}
          {query.own && (
            <Button
              look="quiet"
              size="small"
              icon="close"
              label={`Remove ${query.name}`}
              onClick={() => onRemove(query)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function History({ onOpen }: Pick<SideProps, 'onOpen'>) {
  if (pastRuns.value.length === 0)
    return <p class="sql-words">What you run stands here until this tab is closed.</p>
  return (
    <ul class="sql-list">
      {pastRuns.value.map((run) => (
        <li key={run.atMs}>
          <button type="button" class="sql-column sql-past" onClick={() => onOpen(run.query, null)}>
            <code>{beginningOf(run.query.replace(/\s+/g, ' '), 120)}</code>
            <span>
              <RelativeTime at={new Date(run.atMs).toISOString()} />, {outcomeOf(run)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

const outcomeOf = ({ rows, ms }: PastRun): string =>
  rows === null ? 'refused' : `${count(rows)} ${rows === 1 ? 'row' : 'rows'} in ${duration(ms)}`
