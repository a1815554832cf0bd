import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { ReconciliationRow } from '../../../analytics/contract/spending.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { saveText } from '../../lib/download.ts'
import { compactMoney, count, dayText, money } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import {
  billingOf,
  daySpan,
  daySpans,
  reconciliationCsv,
  reconciliationModel,
  remainderShare,
} from '../../models/spending.ts'
import { useModel } from '../../models/use-model.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { vendorChoices } from '../../parts/choices.ts'
import { type Choice, Select } from '../../parts/field.tsx'
import { KpiCard } from '../../parts/kpi-card.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, none, Table } from '../../parts/table.tsx'
import { Notices } from '../vendors/notices.tsx'
import './spending.css'

const pageRows = 100
/** In tenths of a per cent; what lies beyond deserves a look. */
const shareMax = 50
const spanChoices: readonly Choice[] = Object.entries(daySpans)

/** What vendors bill beside what their usage costs by our prices, and what nothing explains. */
export function ReconciliationPage() {
  const model = useModel(reconciliationModel)
  const { name, from, to } = daySpan(query.value, Date.now())
  const vendorId = query.value.get('vendor_id') ?? ''
  useEffect(() => void model.load(), [model, name, vendorId])
  const found = model.data.value
  const billing = useMemo(() => found && billingOf(found.items), [found])
  const rows =
    found?.items.map((row) => ({ ...row, isSilent: billing?.silent.has(row.vendor_id) ?? false })) ?? null
  // What could not be had is not on its way.
  const noFigure = model.error.value === null ? null : '–'
  const save = () =>
    saveText(`reconciliation-${from}-${to}.csv`, reconciliationCsv(found?.items ?? []), 'text/csv')
  return (
    <>
      <PageHeader
        title="Reconciliation"
        lead="What vendors bill, beside what the usage they report costs by our prices"
      >
        <Button icon="download" disabled={!found || found.items.length === 0} onClick={save}>
          CSV
        </Button>
      </PageHeader>
      <Notices />
      <dl class="kpis">
        <KpiCard
          label="Billed"
          value={billing ? compactMoney(billing.reported_usd) : noFigure}
          note="By the vendors’ reports"
        />
        <KpiCard
          label="Priced"
          value={billing ? compactMoney(billing.priced_usd) : noFigure}
          note="Their usage, by our prices"
        />
        <KpiCard
          label="Unexplained"
          value={billing ? compactMoney(billing.remainder_usd) : noFigure}
          note={billing ? shareNote(remainderShare(billing)) : ''}
        />
        <KpiCard
          label="Without a bill"
          value={billing ? compactMoney(billing.unbilled_usd) : noFigure}
          note="Usage of vendors that reported no bill"
        />
      </dl>
      <Section
        title="By day and key"
        lead="Days in UTC. Pushed calls are left out, since a vendor reports them as well."
        actions={
          <div class="spending-filters">
            <Select
              label="Vendor"
              value={vendorId}
              choices={vendorChoices}
              onChange={(value) => setQuery({ vendor_id: value })}
            />
            <Select
              label="Days"
              value={name}
              choices={spanChoices}
              onChange={(value) => setQuery({ days: value })}
            />
          </div>
        }
      >
        <Table
          caption="Reconciliation by vendor, day and key"
          columns={columns}
          rows={rows}
          rowKey={({ vendor_id, day, api_key_ref }) => `${vendor_id}/${day}/${api_key_ref ?? ''}`}
          card={(row) => <RowCard row={row} />}
          pageRows={pageRows}
          error={model.error.value}
          onRetry={() => void model.load()}
          skeletonRows={8}
          empty={
            <EmptyState icon="check" title="Nothing to set side by side">
              <p>
                No vendor has reported cost or usage for these days.{' '}
                <a href="/vendors/credentials">Credentials</a> shows which are connected.
              </p>
            </EmptyState>
          }
        />
      </Section>
    </>
  )
}

/** A row, and whether its vendor reported no bill for any of the days. */
type Row = ReconciliationRow & { isSilent: boolean }

const columns: readonly Column<Row>[] = [
  { key: 'day', header: 'Day', cell: ({ day }) => dayText(day), sortValue: ({ day }) => day },
  {
    key: 'vendor',
    header: 'Vendor',
    cell: ({ vendor_id }) => <b>{vendorLabel(vendor_id)}</b>,
    sortValue: ({ vendor_id }) => vendorLabel(vendor_id),
  },
  {
    key: 'key',
    header: 'Key',
    share: 20,
    cell: ({ api_key_ref }) =>
      api_key_ref === null ? (
        <span class="muted">All keys</span>
      ) : (
        <code title={api_key_ref}>{api_key_ref}</code>
      ),
  },
  {
    key: 'reported',
    header: 'Billed',
    align: 'end',
    cell: (row) => <Billed row={row} />,
    sortValue: ({ reported_usd }) => Number(reported_usd),
  },
  {
    key: 'priced',
    header: 'Priced',
    align: 'end',
    cell: ({ priced_usd }) => money(priced_usd),
    sortValue: ({ priced_usd }) => Number(priced_usd),
  },
  {
    key: 'remainder',
    header: 'Unexplained',
    align: 'end',
    cell: ({ remainder_usd, isSilent }) => (isSilent ? none : money(remainder_usd)),
    sortValue: ({ remainder_usd }) => Number(remainder_usd),
  },
  { key: 'share', header: 'Share', align: 'end', cell: (row) => <Share row={row} /> },
  {
    key: 'unpriced',
    header: 'Without price',
    align: 'end',
    cell: ({ unpriced_requests }) => (unpriced_requests === 0 ? none : count(unpriced_requests)),
    sortValue: ({ unpriced_requests }) => unpriced_requests,
  },
]

/** What a vendor gave back is a credit, and no bill of less than nothing. */
function billedWords({ isSilent, reported_usd }: Row): string {
  if (isSilent) return 'No bill'
  return isCredit(reported_usd) ? `${money(reported_usd.slice(1))} credited` : `${money(reported_usd)} billed`
}

const isCredit = (reportedUsd: string): boolean => reportedUsd.startsWith('-')

/** A row where a table does not fit. */
function RowCard({ row }: { row: Row }) {
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <span>
          <b>{vendorLabel(row.vendor_id)}</b>
          {row.api_key_ref === null ? ', all keys' : <code class="spending-key">{row.api_key_ref}</code>}
        </span>
        <span class="muted">{dayText(row.day)}</span>
      </div>
      <div class="slim-card-line">
        <span>
          {billedWords(row)}, {money(row.priced_usd)} priced
        </span>
        <Share row={row} />
      </div>
      <OtherCurrencies row={row} />
      {row.unpriced_requests !== 0 && (
        <p class="muted">{count(row.unpriced_requests)} calls have no price.</p>
      )}
    </div>
  )
}

/** Other currencies stand below the sum as they were billed, with the rate that they count at. */
function Billed({ row }: { row: Row }) {
  if (row.isSilent) return <span class="muted">No bill</span>
  return (
    <>
      {money(row.reported_usd)}
      <OtherCurrencies row={row} />
    </>
  )
}

function OtherCurrencies({ row: { other } }: { row: Row }) {
  return (
    <>
      {other.map(({ currency, amount, usd_rate, rate_day }) => (
        <span key={currency} class="spending-other">
          <span title={`${amount} ${currency}`}>
            {money(amount).replace('$', '')} {currency}
          </span>
          {usd_rate === null
            ? ', no rate known: not counted'
            : ` at ${usd_rate}${rate_day === null ? '' : ` of ${dayText(rate_day)}`}`}
        </span>
      ))}
    </>
  )
}

function Share({ row }: { row: ReconciliationRow }): ComponentChildren {
  // Money that came back has no usage to be set against.
  if (isCredit(row.reported_usd)) return <Badge>Credit</Badge>
  const share = remainderShare(row)
  if (share === null) return none
  const text = shareText(share)
  return Math.abs(share) > shareMax ? <Badge tone="medium">{text}</Badge> : text
}

const shareText = (tenths: number): string => `${tenths < 0 ? '−' : ''}${(Math.abs(tenths) / 10).toFixed(1)}%`

const shareNote = (tenths: number | null): string =>
  tenths === null ? 'Nothing was billed' : `${shareText(tenths)} of what was billed`
