import { useSignal } from '@preact/signals'
import { Component, type ComponentChildren, type RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { count } from '../lib/format.ts'
import { type RowWindow, rowWindow, scrollToRow } from '../lib/row-window.ts'
import { isNarrow, isRoomy } from '../models/viewport.ts'
import { Button } from './button.tsx'
import { ErrorState, StaleNotice } from './states.tsx'
import { type Column, cellClass, Table } from './table.tsx'
import './virtual-table.css'

type Density = 'comfortable' | 'compact'

type VirtualTableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  /** Null while they are not known. */
  rows: readonly Row[] | null
  rowKey: (row: Row) => string
  rowHref: (row: Row) => string
  openKey: string | null
  /** How a row looks as a card where a table does not fit. Every card is as high as the others. */
  card: (row: Row) => ComponentChildren
  density: Density
  /** How many rows there are with those that are not loaded; null while that is not known. */
  total: number | null
  empty: ComponentChildren
  error?: unknown
  onRetry: () => void
  more?: { has: boolean; loading: boolean; load: () => void }
}

const rowPxFirst: Record<Density, number> = { comfortable: 44, compact: 32 }
const cardPxFirst = 98
const widthPxDefault = 120
/** Columns that are together wider than a page scroll sideways; before that they give way to a part of their width. */
const widePx = 1_400
const narrowest = 0.77
/** More columns than these need their full width on a roomy page as well. */
const roomyMaxPx = 1_200
/** So many rows before the end of what is loaded the next page is asked for. */
const aheadRows = 80
const pageStepRows = 12

/** A table of any length of which only what is in sight is drawn; it scrolls with the page. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { rows, error = null, onRetry } = props
  if (rows === null && error !== null) return <ErrorState error={error} onRetry={onRetry} />
  if (rows === null) {
    return (
      <Table caption={props.caption} columns={props.columns} rows={null} rowKey={String} skeletonRows={14} />
    )
  }
  if (rows.length === 0) return <>{props.empty}</>
  return <Filled {...props} rows={rows} />
}

type FilledProps<Row> = VirtualTableProps<Row> & { rows: readonly Row[] }

function Filled<Row>(props: FilledProps<Row>) {
  const { rows, rowKey, more, error = null } = props
  const body = useRef<HTMLElement>(null)
  const isCards = isNarrow.value
  const view = useWindow(body, rows.length, isCards ? cardPxFirst : rowPxFirst[props.density])
  const shown = { from: Math.min(view.shown.from, rows.length), to: Math.min(view.shown.to, rows.length) }

  useEffect(() => {
    if (more?.has && !more.loading && error === null && shown.to > rows.length - aheadRows) more.load()
  }, [shown.to, rows.length, more?.has, more?.loading, error])

  useOpenRow(props.openKey, (key) => rows.findIndex((row) => rowKey(row) === key), view.goTo)

  const onKeyDown = (event: KeyboardEvent) => {
    const link = event.target instanceof Element ? event.target.closest('.row-link') : null
    const at = Number(link?.closest<HTMLElement>('[data-index]')?.dataset.index ?? Number.NaN)
    const to = targetOf(event.key, at, rows.length)
    if (to === null) return
    event.preventDefault()
    view.goTo(to, true)
  }

  const Body = isCards ? Cards<Row> : Grid<Row>
  return (
    <>
      {error !== null && <StaleNotice error={error} onRetry={props.onRetry} />}
      <Body {...props} body={body} shown={shown} rowPx={view.rowPx} onKeyDown={onKeyDown} />
      {more !== undefined && (
        <div class="table-foot">
          <span role="status">{loadedText(rows.length, props.total, more.has)}</span>
          <span class="virtual-foot">
            {shown.from > 0 && (
              <Button size="small" icon="arrowUp" onClick={() => view.goTo(0, true)}>
                To the top
              </Button>
            )}
            {more.has && (
              <Button size="small" busy={more.loading} onClick={more.load}>
                Load more
              </Button>
            )}
          </span>
        </div>
      )}
    </>
  )
}

/** Keeps the row in sight whose drawer is open; whoever closes it goes on at the row that they last looked at. */
function useOpenRow(openKey: string | null, indexOf: (key: string) => number, goTo: View['goTo']): void {
  const before = useRef<string | null>(null)
  useEffect(() => {
    const last = before.current
    before.current = openKey
    const key = openKey ?? last
    if (key === null || (openKey !== null && last === null)) return
    const index = indexOf(key)
    if (index >= 0) goTo(index, openKey === null)
  }, [openKey])
}

function loadedText(loaded: number, total: number | null, hasMore: boolean): string {
  if (!hasMore) return loaded === 1 ? '1 shown' : `All ${count(loaded)} shown`
  return total === null
    ? `${count(loaded)} loaded`
    : `${count(loaded)} of ${count(Math.max(loaded, total))} loaded`
}

function targetOf(key: string, at: number, rows: number): number | null {
  if (!Number.isInteger(at)) return null
  const moved: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + pageStepRows,
    PageUp: at - pageStepRows,
    Home: 0,
    End: rows - 1,
  }
  const to = moved[key]
  return to === undefined ? null : Math.min(Math.max(0, to), rows - 1)
}

type View = { shown: RowWindow; rowPx: number; goTo: (index: number, focus: boolean) => void }

/** Which rows are in sight, as the page scrolls. */
function useWindow(body: RefObject<HTMLElement | null>, rows: number, rowPxFirst: number): View {
  const shown = useSignal<RowWindow>({ from: 0, to: Math.min(rows, 48) })
  const rowPx = useSignal(rowPxFirst)
  const focusNext = useRef<number | null>(null)

  const look = () => {
    const top = body.current?.getBoundingClientRect().top
    if (top === undefined) return
    const next = rowWindow(top, window.innerHeight, rowPx.peek(), rows)
    const { from, to } = shown.peek()
    if (next.from !== from || next.to !== to) shown.value = next
  }

  useLayoutEffect(() => {
    const drawn = body.current?.querySelector('[data-index]')?.getBoundingClientRect().height ?? 0
    rowPx.value = drawn > 0 ? drawn : rowPxFirst
    look()
    const options = { passive: true } as const
    window.addEventListener('scroll', look, options)
    window.addEventListener('resize', look, options)
    return () => {
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [rows, rowPxFirst])

  useLayoutEffect(() => {
    if (focusNext.current === null) return
    const row = body.current?.querySelector(`[data-index="${focusNext.current}"] .row-link`)
    if (!(row instanceof HTMLElement)) return
    focusNext.current = null
    row.focus({ preventScroll: true })
  })

  const goTo = (index: number, focus: boolean) => {
    const top = body.current?.getBoundingClientRect().top ?? 0
    const style = getComputedStyle(document.documentElement)
    const upper = Number.parseFloat(style.scrollPaddingTop) || 0
    const lower = window.innerHeight - (Number.parseFloat(style.scrollPaddingBottom) || 0)
    const by = scrollToRow(top + index * rowPx.peek(), rowPx.peek(), upper, lower)
    if (focus) focusNext.current = index
    if (by !== 0) window.scrollBy(0, by)
    look()
    const row = body.current?.querySelector(`[data-index="${index}"] .row-link`)
    if (focus && row instanceof HTMLElement) row.focus({ preventScroll: true })
  }

  return { shown: shown.value, rowPx: rowPx.value, goTo }
}

type BodyProps<Row> = FilledProps<Row> & {
  body: RefObject<HTMLElement | null>
  shown: RowWindow
  rowPx: number
  onKeyDown: (event: KeyboardEvent) => void
}

function Grid<Row>(props: BodyProps<Row>) {
  const { columns, rows, shown, rowPx, total, more, rowKey, rowHref, openKey } = props
  const totalPx = columns.reduce((sum, { widthPx = widthPxDefault }) => sum + widthPx, 0)
  const isSpread = isRoomy.value && totalPx <= roomyMaxPx
  const weights = columns.map(({ widthPx = widthPxDefault, roomyPx = widthPx }) =>
    isSpread ? roomyPx : widthPx,
  )
  const weight = weights.reduce((sum, each) => sum + each, 0)
  const known = more?.has ? (total ?? -1) : rows.length
  return (
    <div class={totalPx > widePx ? 'table-scroll table-scroll-always' : 'table-scroll'}>
      <table
        class={`table virtual-table table-${props.density}`}
        style={{ '--columns-width': `${Math.round(totalPx * narrowest)}px` }}
        aria-rowcount={known < 0 ? -1 : Math.max(known, rows.length) + 1}
      >
        <caption class="visually-hidden">{props.caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                class={cellClass(column)}
                style={{ width: `${((weights[index] ?? 0) / weight) * 100}%` }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={props.body as RefObject<HTMLTableSectionElement>} onKeyDown={props.onKeyDown}>
          <Spacer heightPx={shown.from * rowPx} columns={columns.length} />
          {rows.slice(shown.from, shown.to).map((row, offset) => {
            const key = rowKey(row)
            return (
              <VirtualRow
                key={key}
                row={row}
                index={shown.from + offset}
                columns={columns}
                href={rowHref(row)}
                isOpen={openKey === key}
              />
            )
          })}
          <Spacer heightPx={(rows.length - shown.to) * rowPx} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}

/** A row without content says nothing to those who listen; it holds nothing that takes the focus. */
const unheard = { 'aria-hidden': true } as const

function Spacer({ heightPx, columns }: { heightPx: number; columns: number }) {
  if (heightPx <= 0) return null
  return (
    <tr class="virtual-spacer" {...unheard}>
      <td colSpan={columns} style={{ height: `${heightPx}px` }} />
    </tr>
  )
}

type RowProps<Row> = {
  row: Row
  index: number
  columns: readonly Column<Row>[]
  href: string
  isOpen: boolean
}

/** Drawn again only when it has changed: scrolling moves the window and leaves most rows as they are. */
class VirtualRow<Row> extends Component<RowProps<Row>> {
  override shouldComponentUpdate(next: RowProps<Row>): boolean {
    const { row, index, columns, href, isOpen } = this.props
    return (
      row !== next.row ||
      index !== next.index ||
      columns !== next.columns ||
      href !== next.href ||
      isOpen !== next.isOpen
    )
  }

  override render({ row, index, columns, href, isOpen }: RowProps<Row>) {
    return (
      <tr class={isOpen ? 'row-open' : 'row-linked'} data-index={index} aria-rowindex={index + 2}>
        {columns.map((column, at) => (
          <td key={column.key} class={cellClass(column)}>
            {at === 0 ? (
              <a class="row-link" href={href}>
                {column.cell(row)}
              </a>
            ) : (
              column.cell(row)
            )}
          </td>
        ))}
      </tr>
    )
  }
}

function Cards<Row>(props: BodyProps<Row>) {
  const { rows, shown, rowPx, total, more, rowKey, rowHref, card } = props
  const known = more?.has ? (total ?? -1) : rows.length
  const padding = {
    paddingTop: `${shown.from * rowPx}px`,
    paddingBottom: `${(rows.length - shown.to) * rowPx}px`,
  }
  return (
    <ul
      ref={props.body as RefObject<HTMLUListElement>}
      class="cards virtual-cards"
      aria-label={props.caption}
      style={padding}
      onKeyDown={props.onKeyDown}
    >
      {rows.slice(shown.from, shown.to).map((row, offset) => (
        <li
          key={rowKey(row)}
          class="row-card"
          data-index={shown.from + offset}
          aria-posinset={shown.from + offset + 1}
          aria-setsize={known < 0 ? -1 : Math.max(known, rows.length)}
        >
          <a class="row-link" href={rowHref(row)}>
            {card(row)}
          </a>
        </li>
      ))}
    </ul>
  )
}
