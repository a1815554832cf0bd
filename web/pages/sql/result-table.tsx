import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { SqlResult } from '../../../analytics/contract/sql.ts'
import { beginningOf } from '../../../analytics/contract/whole-characters.ts'
import { Icon } from '../../parts/icon.tsx'

type Sort = { name: string; descending: boolean }

/** Units: CSS pixels; the style sheet holds the same height. */
const rowHeight = 30
const viewRows = 18
const spareRows = 8

const isNumber = (type: string): boolean =>
  /^(?:Nullable\(|SimpleAggregateFunction\(\w+, )?(?:U?Int|Float|Decimal)/.test(type)

/** A result of any length: only the rows in sight are drawn. */
export function ResultTable({ result: { meta, data } }: { result: SqlResult }) {
  const top = useSignal(0)
  const sort = useSignal<Sort | null>(null)
  const rows = useMemo(() => sorted(data, sort.value), [data, sort.value])
  const first = Math.max(0, Math.floor(top.value / rowHeight) - spareRows)
  const shown = rows.slice(first, first + viewRows + 2 * spareRows)
  const below = data.length - first - shown.length
  return (
    <section
      class="sql-rows"
      aria-label="Result"
      onScroll={(event) => {
        top.value = event.currentTarget.scrollTop
      }}
    >
      <table class="sql-table" aria-rowcount={data.length + 1}>
        <thead>
          <tr>
            {meta.map(({ name, type }) => (
              <th
                key={name}
                aria-sort={
                  sort.value?.name !== name ? undefined : sort.value.descending ? 'descending' : 'ascending'
                }
                scope="col"
                class={isNumber(type) ? 'cell-end' : undefined}
                title={type}
              >
                <button
                  type="button"
                  class="sql-sort"
                  onClick={() => {
                    sort.value = {
                      name,
                      descending: sort.value?.name === name ? !sort.value.descending : isNumber(type),
                    }
                  }}
                >
                  {name}
                  {sort.value?.name === name && (
                    <Icon name={sort.value.descending ? 'arrowDown' : 'arrowUp'} size={12} />
                  )}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={first} columns={meta.length} />
          {shown.map((row, index) => (
            <tr key={first + index} aria-rowindex={first + index + 2}>
              {meta.map(({ name, type }) => (
                <td key={name} class={isNumber(type) ? 'cell-end' : undefined}>
                  <Value value={row[name]} />
                </td>
              ))}
            </tr>
          ))}
          <Gap rows={below} columns={meta.length} />
        </tbody>
      </table>
    </section>
  )
}

function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null
  return (
    <tr class="sql-gap">
      <td colSpan={columns} style={{ height: `${rows * rowHeight}px` }} />
    </tr>
  )
}

/** People stand in the tables under a name like this; the list of events knows who they are. */
const pseudonym = /^act_[\w-]{1,60}$/

function Value({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span class="muted">null</span>
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (pseudonym.test(text)) {
    return (
      <a class="sql-value" href={`/activity?actor_id=${text}`} title="Who it is, and what they did">
        {text}
      </a>
    )
  }
  return (
    <span class="sql-value" title={text.length > 40 ? beginningOf(text, 2_000) : undefined}>
      {beginningOf(text, 400)}
    </span>
  )
}

/** Null sorts last, whichever way. */
function sorted(data: SqlResult['data'], sort: Sort | null): SqlResult['data'] {
  if (sort === null) return data
  const way = sort.descending ? -1 : 1
  const isDecimal = data.every((row) => row[sort.name] === null || Number.isFinite(Number(row[sort.name])))
  const keyOf = (row: SqlResult['data'][number]) =>
    isDecimal ? Number(row[sort.name]) : String(row[sort.name])
  return data.toSorted((a, b) => {
    if (a[sort.name] === null || b[sort.name] === null)
      return a[sort.name] === b[sort.name] ? 0 : a[sort.name] === null ? 1 : -1
    const [first, second] = [keyOf(a), keyOf(b)]
    return first === second ? 0 : first < second ? -way : way
  })
}
