import { useSignal } from '@preact/signals'
import { Component, type ComponentChildren } from 'preact'
import { count } from '../lib/format.ts'
import { isNarrow } from '../models/viewport.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { ErrorState, Skeleton, StaleNotice } from './states.tsx'
import './table.css'

/** A cell without a figure; where rows are cards it is left out. */
export const none = <span class="muted">–</span>

export type Column<Row> = {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ComponentChildren
  readonly align?: 'end'
  /** Its part of the width, in per cent; the cell then cuts off what does not fit. */
  readonly share?: number
  /** Whether it takes a line of its own where rows are cards: a sentence, a long id. */
  readonly wideInCard?: true
  /** How wide it is beside the others, for tables whose rows come and go. Units: CSS pixels on a wide page. */
  readonly widthPx?: number
  /** The same where the page is roomy and figures leave what they do not need to names. */
  readonly roomyPx?: number
  /** Makes the column sortable; only for lists that are there as a whole. Null sorts last. */
  readonly sortValue?: (row: Row) => number | string | null
}

type TableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  /** Null while they are not known. */
  rows: readonly Row[] | null
  rowKey: (row: Row) => string
  /** Where a row leads, if anywhere; its first cell carries the link and the whole row takes the pointer. */
  rowHref?: (row: Row) => string | null
  openKey?: string | null
  /** How a row looks as a card where a table does not fit. */
  card?: (row: Row) => ComponentChildren
  empty?: ComponentChildren
  error?: unknown
  onRetry?: () => void
  more?: { has: boolean; loading: boolean; load: () => void }
  /** Draws so many at a time of a list that is there as a whole. */
  pageRows?: number
  skeletonRows?: number
}

type Sort = { key: string; descending: boolean }

/** The one table: loading, empty, failed or filled, and cards where the page is narrow. */
export function Table<Row>(props: TableProps<Row>) {
  const sort = useSignal<Sort | null>(null)
  const shown = useSignal(props.pageRows ?? Number.POSITIVE_INFINITY)
  const { rows, error = null, onRetry = () => {}, more } = props
  if (rows === null && error !== null) return <ErrorState error={error} onRetry={onRetry} />
  if (rows !== null && rows.length === 0) return <>{props.empty}</>
  const column = props.columns.find(({ key }) => key === sort.value?.key)
  const sorted = rows && sort.value && column?.sortValue ? sortRows(rows, column.sortValue, sort.value) : rows
  const Body = isNarrow.value ? Cards<Row> : Grid<Row>
  const toggleSort = (key: string) => {
    const same = sort.value?.key === key
    sort.value = { key, descending: same ? !sort.value?.descending : true }
  }
  return (
    <>
      {rows !== null && error !== null && <StaleNotice error={error} onRetry={onRetry} />}
      <Body {...props} rows={sorted?.slice(0, shown.value) ?? null} sort={sort.value} onSort={toggleSort} />
      {rows !== null && props.pageRows !== undefined && (
        <PageFoot
          shown={Math.min(shown.value, rows.length)}
          total={rows.length}
          onMore={() => {
            shown.value += props.pageRows ?? 0
          }}
        />
      )}
      {rows !== null && more && (
        <div class="table-foot">
          <span role="status">{more.has ? `${count(rows.length)} shown` : allShown(rows.length)}</span>
          {more.has && (
            <Button size="small" busy={more.loading} onClick={more.load}>
              Load more
            </Button>
          )}
        </div>
      )}
    </>
  )
}

const allShown = (rows: number): string => (rows === 1 ? '1 shown' : `All ${count(rows)} shown`)

type PageFootProps = { shown: number; total: number; onMore: () => void }

function PageFoot({ shown, total, onMore }: PageFootProps) {
  return (
    <div class="table-foot">
      <span role="status">
        {shown < total ? `${count(shown)} of ${count(total)} shown` : allShown(total)}
      </span>
      {shown < total && (
        <Button size="small" onClick={onMore}>
          Load more
        </Button>
      )}
    </div>
  )
}

function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | string | null,
  { descending }: Sort,
): readonly Row[] {
  return rows.toSorted((left, right) => {
    const [a, b] = [value(left), value(right)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b)
    return descending ? -order : order
  })
}

type BodyProps<Row> = TableProps<Row> & { sort: Sort | null; onSort: (key: string) => void }

function Grid<Row>(props: BodyProps<Row>) {
  const { columns, rows, sort } = props
  const isFluid = columns.some(({ share }) => share !== undefined)
  return (
    <div class="table-scroll">
      <table class={isFluid ? 'table table-fluid' : 'table'} aria-busy={rows === null}>
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                class={cellClass(column)}
                style={column.share === undefined ? undefined : { width: `${column.share}%` }}
                aria-sort={
                  sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : undefined
                }
              >
                {column.sortValue ? (
                  <button type="button" class="sort" onClick={() => props.onSort(column.key)}>
                    {column.header}
                    <Icon
                      name={sort?.key === column.key && !sort.descending ? 'chevronUp' : 'chevronDown'}
                      size={14}
                    />
                  </button>
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === null
            ? Array.from({ length: props.skeletonRows ?? 8 }, (_, index) => (
                <SkeletonRow key={index} columns={columns} />
              ))
            : rows.map((row) => {
                const key = props.rowKey(row)
                return (
                  <GridRow
                    key={key}
                    row={row}
                    columns={columns}
                    href={props.rowHref?.(row) ?? null}
                    isOpen={props.openKey === key}
                  />
                )
              })}
        </tbody>
      </table>
    </div>
  )
}

/** How a cell of the column is drawn. */
export function cellClass<Row>({ align, share }: Column<Row>): string | undefined {
  if (share !== undefined) return 'cell-cut'
  return align && 'cell-end'
}

function SkeletonRow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tr>
      {columns.map((column, index) => (
        <td key={column.key} class={cellClass(column)}>
          <Skeleton width={index % 3 === 1 ? '80%' : '60%'} />
        </td>
      ))}
    </tr>
  )
}

type RowProps<Row> = { row: Row; columns: readonly Column<Row>[]; href: string | null; isOpen: boolean }

/** A row is drawn again only when it has changed: a live list moves hundreds of them many times a second. */
class GridRow<Row> extends Component<RowProps<Row>> {
  override shouldComponentUpdate(next: RowProps<Row>): boolean {
    const { row, columns, href, isOpen } = this.props
    return row !== next.row || columns !== next.columns || href !== next.href || isOpen !== next.isOpen
  }

  override render({ row, columns, href, isOpen }: RowProps<Row>) {
    return (
      <tr class={isOpen ? 'row-open' : href === null ? undefined : 'row-linked'}>
        {columns.map((column, index) => (
          <td key={column.key} class={cellClass(column)}>
            {index === 0 && href !== null ? (
              <RowLink href={href}>{column.cell(row)}</RowLink>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
    )
  }
}

/** The link that a whole row stands for; up and down go to the neighbours. */
function RowLink({ href, children }: { href: string; children: ComponentChildren }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const row = event.target instanceof Element ? event.target.closest('tr, li') : null
    const neighbour = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
    const link = neighbour?.querySelector<HTMLElement>('.row-link')
    if (!link) return
    event.preventDefault()
    link.focus()
  }
  return (
    <a class="row-link" href={href} onKeyDown={onKeyDown}>
      {children}
    </a>
  )
}

function Cards<Row>({ rows, columns, card, rowKey, rowHref, caption, skeletonRows = 8 }: BodyProps<Row>) {
  if (rows === null) {
    return (
      <div class="cards" aria-busy="true">
        {Array.from({ length: skeletonRows }, (_, index) => (
          <div key={index} class="row-card">
            <Skeleton width="70%" />
            <Skeleton width="45%" />
          </div>
        ))}
      </div>
    )
  }
  return (
    <ul class="cards" aria-label={caption}>
      {rows.map((row) => {
        const content = card ? card(row) : <ColumnsCard row={row} columns={columns} />
        const href = rowHref?.(row) ?? null
        return (
          <li key={rowKey(row)} class="row-card">
            {href === null ? content : <RowLink href={href}>{content}</RowLink>}
          </li>
        )
      })}
    </ul>
  )
}

function ColumnsCard<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  const [first, ...rest] = columns
  return (
    <>
      <div class="row-card-title">{first?.cell(row)}</div>
      <dl class="row-card-facts">
        {rest.map((column) => {
          const content = column.cell(row)
          return (
            content !== none && (
              <div key={column.key} class={column.wideInCard && 'row-card-wide'}>
                <dt>{column.header}</dt>
                <dd>{content}</dd>
              </div>
            )
          )
        })}
      </dl>
    </>
  )
}
