import type { CostItem, Costs } from '../../../analytics/contract/costs.ts'
import { columnPercentage, compactCount, count, dayText, money, trend } from '../../lib/format.ts'
import { hrefWith, query } from '../../lib/router.ts'
import {
  eventsHref,
  groupFilters,
  groupLabels,
  notesBeside,
  type ValueGroup,
  valueLabel,
} from '../../models/costs.ts'
import type { Resource } from '../../models/resource.ts'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { type Column, none, Table } from '../../parts/table.tsx'

const glanceRows = 5
const glanceRowPx = 44
const pageRows = 25

/** What changes are measured against, as the end of a sentence; empty where there is nothing. */
export function changeWords(costs: Costs | null): string {
  const before = costs?.previous ?? null
  if (before === null) return ''
  return before.from === before.to
    ? ` Change is against ${dayText(before.from)}.`
    : ` Change is against ${dayText(before.from)} to ${dayText(before.to)}.`
}

type TableProps = { group: ValueGroup; costs: Resource<Costs> }

/** Every value of a group with what it used; a row narrows the page to itself. */
export function CostTable({ group, costs }: TableProps) {
  const data = costs.data.value
  const title = groupLabels[group].toLowerCase()
  return (
    <Section
      title={`All by ${title}`}
      lead={`${data?.has_more ? 'The thousand most expensive; the CSV has more.' : 'Press a row to see it alone.'}${changeWords(data)} Per call is over usage that tells its calls.`}
      actions={
        <a class="button button-secondary button-small" href={eventsHref(query.value, Date.now())}>
          See these events
        </a>
      }
    >
      <Table
        key={group}
        caption={`Costs by ${title}`}
        columns={columnsOf(group, notesBeside(data?.items ?? [], group))}
        rows={data && data.group_by[0] === group ? data.items : null}
        rowKey={(item) => item.group[group] ?? ''}
        rowHref={(item) => narrowed(item, group)}
        pageRows={pageRows}
        error={costs.error.value}
        onRetry={() => void costs.load()}
        skeletonRows={6}
        empty={<Nothing />}
      />
    </Section>
  )
}

/**
 * The most expensive values of a group, and the others as one row. A table however narrow the page is, since paper is
 * narrow and four short columns fit.
 */
export function GlanceTable({ group, costs }: TableProps) {
  const [data, error] = [costs.data.value, costs.error.value]
  if (data === null) {
    return error === null ? (
      <div class="section-body">
        <Skeleton height={glanceRows * glanceRowPx} />
      </div>
    ) : (
      <ErrorState error={error} onRetry={() => void costs.load()} />
    )
  }
  const rows = glanceOf(data, group)
  if (rows.length === 0) return <Nothing />
  return (
    <table class="table costs-glance">
      <caption class="visually-hidden">Most expensive by {groupLabels[group].toLowerCase()}</caption>
      <thead>
        <tr>
          <th scope="col">{groupLabels[group]}</th>
          {['Cost', 'Share', 'Change'].map((header) => (
            <th
              key={header}
              scope="col"
              class="cell-end"
              title={header === 'Change' ? changeWords(data).trim() : undefined}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <GlanceRow key={row.key} row={row} group={group} />
        ))}
      </tbody>
    </table>
  )
}

function GlanceRow({ row, group }: { row: Glance; group: ValueGroup }) {
  const href = row.item === null ? hrefWith({ by: group }) : narrowed(row.item, group)
  const name = <Name {...row} isKnown={row.item?.group[group] !== null} />
  return (
    <tr class={href === null ? undefined : 'row-linked'}>
      <td class="cell-cut">
        {href === null ? (
          name
        ) : (
          <a class="row-link" href={href}>
            {name}
          </a>
        )}
      </td>
      <td class="cell-end">{money(row.cost_usd)}</td>
      <td class="cell-end">{columnPercentage(Math.max(0, row.share))}</td>
      <td class="cell-end">
        <Change {...row} />
      </td>
    </tr>
  )
}

const Nothing = () => <EmptyState icon="coin" title="No costs in these days" />

/** The page with this value alone; null for what events do not say, which cannot be asked for. */
function narrowed(item: CostItem, group: ValueGroup): string | null {
  const value = item.group[group] ?? null
  return value === null ? null : hrefWith({ [groupFilters[group]]: value })
}

/** One row on show. `item` is null for the others together. */
type Glance = {
  key: string
  label: string
  note: string | null
  item: CostItem | null
  cost_usd: string
  previous_cost_usd: string | null
  share: number
}

function glanceOf({ items, totals }: Costs, group: ValueGroup): Glance[] {
  const spent = items.filter(({ events, cost_usd }) => events !== 0 || Number(cost_usd) !== 0)
  const noteOf = notesBeside(items, group)
  const shown = spent.length <= glanceRows + 1 ? spent : spent.slice(0, glanceRows)
  const rows = shown.map(
    (item): Glance => ({
      key: item.group[group] ?? '',
      label: valueLabel(item, group),
      note: noteOf(item),
      item,
      ...item,
    }),
  )
  if (shown.length === spent.length) return rows
  const rest = shown.reduce((sum, { cost_usd }) => sum - Number(cost_usd), Number(totals.cost_usd))
  const whole = Number(totals.cost_usd) === 0 ? 0 : 1
  const others: Glance = {
    key: '…',
    label: `${spent.length - shown.length} others`,
    note: null,
    item: null,
    cost_usd: Math.max(0, rest).toFixed(6),
    previous_cost_usd: null,
    share: shown.reduce((sum, item) => sum - item.share, whole),
  }
  return [...rows, others]
}

const columnsOf = (
  group: ValueGroup,
  noteOf: (item: CostItem) => string | null,
): readonly Column<CostItem>[] => [
  {
    key: 'label',
    header: groupLabels[group],
    share: 26,
    cell: (item) => (
      <Name
        label={valueLabel(item, group)}
        note={noteOf(item)}
        isKnown={(item.group[group] ?? null) !== null}
      />
    ),
    sortValue: (item) => valueLabel(item, group),
  },
  {
    key: 'cost',
    header: 'Cost',
    align: 'end',
    cell: ({ cost_usd }) => <b>{money(cost_usd)}</b>,
    sortValue: ({ cost_usd }) => Number(cost_usd),
  },
  {
    key: 'share',
    header: 'Share',
    align: 'end',
    cell: ({ share }) => columnPercentage(share),
    sortValue: ({ share }) => share,
  },
  {
    key: 'change',
    header: 'Change',
    align: 'end',
    cell: (item) => <Change {...item} />,
    sortValue: ({ change }) => change,
  },
  {
    key: 'requests',
    header: 'Calls',
    align: 'end',
    cell: ({ requests }) => count(requests),
    sortValue: ({ requests }) => requests,
  },
  {
    key: 'per_call',
    header: 'Per call',
    align: 'end',
    cell: (item) => {
      const perCall = costPerCall(item)
      return perCall === null ? none : money(perCall)
    },
    sortValue: (item) => {
      const perCall = costPerCall(item)
      return perCall === null ? null : Number(perCall)
    },
  },
  {
    key: 'tokens',
    header: 'Tokens',
    align: 'end',
    cell: ({ tokens_in, tokens_out }) => (
      <span title={`${count(tokens_in)} in, ${count(tokens_out)} out`}>
        {compactCount(tokens_in + tokens_out)}
      </span>
    ),
    sortValue: ({ tokens_in, tokens_out }) => tokens_in + tokens_out,
  },
  {
    key: 'unpriced',
    header: 'Without price',
    align: 'end',
    cell: ({ unpriced_requests }) => (unpriced_requests === 0 ? none : count(unpriced_requests)),
    sortValue: ({ unpriced_requests }) => unpriced_requests,
  },
]

type NameProps = { label: string; note: string | null; isKnown: boolean }

function Name({ label, note, isKnown }: NameProps) {
  if (!isKnown) return <span class="muted">{label}</span>
  if (note === null) return <span title={label}>{label}</span>
  return (
    <span class="two-lines" title={`${label} (${note})`}>
      <span>{label}</span>
      <code class="muted">{note}</code>
    </span>
  )
}

/** Calls that all came without a price, or that a plan pays, say nothing of what one costs. */
const costPerCall = ({
  cost_per_request_usd,
  cost_usd,
  requests,
  unpriced_requests,
}: CostItem): string | null =>
  unpriced_requests >= requests || Number(cost_usd) === 0 ? null : cost_per_request_usd

function Change({ cost_usd, previous_cost_usd }: Pick<Glance, 'cost_usd' | 'previous_cost_usd'>) {
  if (previous_cost_usd === null) return none
  const change = trend(Number(cost_usd), Number(previous_cost_usd))
  if (change === null) return Number(cost_usd) === 0 ? none : <span class="muted">New</span>
  return <span title={`${money(previous_cost_usd)} before`}>{change.text}</span>
}
