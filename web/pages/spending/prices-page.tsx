import { useComputed, useSignal } from '@preact/signals'
import type { PriceOverride } from '../../../analytics/contract/spending.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { api } from '../../lib/api.ts'
import { compactCount, count } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { renewNotices } from '../../models/notices.ts'
import { may } from '../../models/session.ts'
import { coverageModel, type PriceCoverage, pricesModel } from '../../models/spending.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/dialog.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { Notices } from '../vendors/notices.tsx'
import { PriceDrawer } from './price-drawer.tsx'

/** Where prices come from, what the organization agreed, and what has no price yet. */
export function PricesPage() {
  const prices = useModel(pricesModel)
  const coverage = useModel(coverageModel)
  const removing = useSignal<PriceOverride | null>(null)
  const mayChange = may('org:write')
  const columns = useComputed(() =>
    columnsOf(mayChange, (price) => {
      removing.value = price
    }),
  )
  const reload = () => {
    void prices.load({ keepRows: true })
    void coverage.load()
    renewNotices()
  }
  const { data } = coverage
  return (
    <>
      <PageHeader title="Prices" lead={leadOf(data.value)}>
        {mayChange && (
          <Button look="primary" icon="plus" onClick={() => setQuery({ new: '1' })}>
            New price
          </Button>
        )}
      </PageHeader>
      <Notices />
      <Section
        title="Models without a price"
        lead="In use in the last 30 days. What they cost is part of no figure here. A price is by tokens: calls that count none take none."
      >
        <Table
          caption="Models without a price"
          columns={mayChange ? [...unpricedColumns, setColumn] : unpricedColumns}
          rows={data.value?.unpriced ?? null}
          rowKey={({ vendor_id, model }) => `${vendor_id}/${model}`}
          pageRows={20}
          error={coverage.error.value}
          onRetry={() => void coverage.load()}
          skeletonRows={3}
          empty={
            <EmptyState
              icon="check"
              title={
                data.value?.models_30d === 0 ? 'No model is in use yet' : 'Every model in use has a price'
              }
            >
              <p>A new one without a price raises a notice.</p>
            </EmptyState>
          }
        />
      </Section>
      <Section
        title="Prices of your own"
        lead="They come before the list from their day on. What was stored before keeps its cost."
      >
        <Table
          caption="Prices of your own"
          columns={columns.value}
          rows={prices.rows.value}
          rowKey={({ vendor_id, model, effective_from }) => `${vendor_id}/${model}/${effective_from}`}
          error={prices.error.value}
          onRetry={() => void prices.load()}
          more={{
            has: prices.hasMore.value,
            loading: prices.loadingMore.value,
            load: () => void prices.more(),
          }}
          skeletonRows={3}
          empty={
            <EmptyState icon="check" title="List prices hold">
              <p>Add what you agreed with a vendor, or a price for a model that no list knows.</p>
            </EmptyState>
          }
        />
      </Section>
      {query.value.has('new') && mayChange && (
        <PriceDrawer
          vendorId={query.value.get('vendor') ?? ''}
          model={query.value.get('model') ?? ''}
          isWithoutTokens={isWithoutTokens(data.value, query.value)}
          onSaved={reload}
          onClose={() => setQuery({ new: null, vendor: null, model: null })}
        />
      )}
      {removing.value && (
        <RemoveDialog
          price={removing.value}
          onRemoved={reload}
          onClose={() => {
            removing.value = null
          }}
        />
      )}
    </>
  )
}

function leadOf(coverage: PriceCoverage | null): string {
  if (coverage === null) return 'What a model costs, by list or by agreement'
  const { priced_30d, models_30d, source, version } = coverage
  const priced =
    models_30d === 0
      ? 'What models cost, once one is in use'
      : `${count(priced_30d)} of ${count(models_30d)} models in use have a price`
  return `${priced}. List: ${source} ${version}`
}

/** Whether the model that the address names has calls, and none of them counts tokens. */
function isWithoutTokens(coverage: PriceCoverage | null, search: URLSearchParams): boolean {
  const named = coverage?.unpriced.find(
    ({ vendor_id, model }) => vendor_id === search.get('vendor') && model === search.get('model'),
  )
  return named?.tokens_30d === 0
}

type Unpriced = PriceCoverage['unpriced'][number]

const unpricedColumns: readonly Column<Unpriced>[] = [
  { key: 'model', header: 'Model', share: 36, cell: ({ model }) => <code title={model}>{model}</code> },
  { key: 'vendor', header: 'Vendor', cell: ({ vendor_id }) => vendorLabel(vendor_id) },
  { key: 'requests', header: 'Calls', align: 'end', cell: ({ requests_30d }) => count(requests_30d) },
  {
    key: 'tokens',
    header: 'Tokens',
    align: 'end',
    cell: ({ tokens_30d }) => <span title={count(tokens_30d)}>{compactCount(tokens_30d)}</span>,
  },
]

const setColumn: Column<Unpriced> = {
  key: 'set',
  header: 'Action',
  align: 'end',
  cell: ({ vendor_id, model, tokens_30d }) =>
    tokens_30d === 0 ? (
      <span class="muted">Not by tokens</span>
    ) : (
      <Button size="small" onClick={() => setQuery({ new: '1', vendor: vendor_id, model })}>
        Set a price
        <span class="visually-hidden"> of {model}</span>
      </Button>
    ),
}

const perMillion = (price: string | null) =>
  price === null ? <span class="muted">as input</span> : `$${price}`

function columnsOf(
  mayChange: boolean,
  remove: (price: PriceOverride) => void,
): readonly Column<PriceOverride>[] {
  const columns: Column<PriceOverride>[] = [
    { key: 'model', header: 'Model', share: 26, cell: ({ model }) => <code title={model}>{model}</code> },
    { key: 'vendor', header: 'Vendor', cell: ({ vendor_id }) => vendorLabel(vendor_id) },
    { key: 'input', header: 'Input', align: 'end', cell: ({ input }) => perMillion(input) },
    { key: 'output', header: 'Output', align: 'end', cell: ({ output }) => perMillion(output) },
    { key: 'read', header: 'Cached', align: 'end', cell: ({ cache_read }) => perMillion(cache_read) },
    { key: 'write', header: 'Cache write', align: 'end', cell: ({ cache_write }) => perMillion(cache_write) },
    { key: 'from', header: 'From', cell: ({ effective_from }) => <RelativeTime at={effective_from} /> },
  ]
  if (!mayChange) return columns
  return [
    ...columns,
    {
      key: 'remove',
      header: 'Action',
      align: 'end',
      cell: (price) => (
        <Button size="small" onClick={() => remove(price)}>
          Remove
          <span class="visually-hidden"> the price of {price.model}</span>
        </Button>
      ),
    },
  ]
}

type RemoveProps = { price: PriceOverride; onRemoved: () => void; onClose: () => void }

function RemoveDialog({ price, onRemoved, onClose }: RemoveProps) {
  const { vendor_id, model, effective_from } = price
  const remove = async () => {
    await api('DELETE /pricing/overrides', { query: { vendor_id, model, effective_from } })
    showToast('positive', 'The price is removed.')
    onRemoved()
    onClose()
  }
  return (
    <ConfirmDialog
      title={`Remove the price of ${model}?`}
      confirm="Remove"
      onConfirm={remove}
      onClose={onClose}
    >
      <p>The list, or an earlier price of yours, holds from now on. What was stored keeps its cost.</p>
    </ConfirmDialog>
  )
}
