import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import type { StreamKind } from '../../../analytics/contract/vendors.ts'
import { intervalWords, streamKindLabels } from '../../lib/collection-words.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { vendorCatalogueModel } from '../../models/vendors.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { NewVendorDrawer } from './new-vendor-drawer.tsx'
import { Notices } from './notices.tsx'
import { VendorDrawer } from './vendor-drawer.tsx'
import './vendors.css'

/** Whom usage can be collected from, and what each can and cannot give. */
export function VendorCataloguePage() {
  const catalogue = useModel(vendorCatalogueModel)
  const vendors = catalogue.data.value
  const openId = query.value.get('vendor')
  const open = vendors?.find(({ vendor_id }) => vendor_id === openId)
  const mayChange = may('credentials:write')
  const reload = () => void catalogue.load()
  return (
    <>
      <PageHeader
        title="Vendor catalogue"
        lead="What each vendor gives and how often it is read. Open one for what it cannot give, and why."
      >
        {mayChange && (
          <Button icon="plus" onClick={() => setQuery({ new: '1' })}>
            Add a vendor of your own
          </Button>
        )}
      </PageHeader>
      <Notices />
      <div class="card">
        <Table
          caption="Vendors"
          columns={columns}
          rows={vendors}
          rowKey={({ vendor_id }) => vendor_id}
          pageRows={50}
          rowHref={({ vendor_id }) => hrefWith({ vendor: vendor_id, new: null })}
          openKey={openId}
          error={catalogue.error.value}
          onRetry={reload}
          skeletonRows={12}
        />
      </div>
      {open && (
        <VendorDrawer
          key={open.vendor_id}
          vendor={open}
          onRemoved={reload}
          onClose={() => setQuery({ vendor: null })}
        />
      )}
      {query.value.has('new') && mayChange && (
        <NewVendorDrawer
          onAdded={(vendorId) => {
            reload()
            setQuery({ new: null, vendor: vendorId })
          }}
          onClose={() => setQuery({ new: null })}
        />
      )}
    </>
  )
}

const columns: readonly Column<CatalogueVendor>[] = [
  { key: 'vendor', header: 'Vendor', cell: (vendor) => <VendorName vendor={vendor} /> },
  kindColumn('usage'),
  kindColumn('cost'),
  kindColumn('audit'),
  kindColumn('content'),
  kindColumn('inventory'),
  { key: 'credentials', header: 'Credentials', align: 'end', cell: (vendor) => credentialsText(vendor) },
]

function VendorName({ vendor: { label, custom, enabled } }: { vendor: CatalogueVendor }) {
  return (
    <span class="vendor-title">
      <b>{label}</b>
      {custom && <Badge>Your own</Badge>}
      {!enabled && <Badge tone="medium">Switched off</Badge>}
    </span>
  )
}

function credentialsText({ credentials }: CatalogueVendor) {
  return credentials === 0 ? <span class="muted">Not connected</span> : credentials
}

function kindColumn(kind: StreamKind): Column<CatalogueVendor> {
  return {
    key: kind,
    header: streamKindLabels[kind],
    cell: (vendor) => <Given vendor={vendor} kind={kind} />,
  }
}

/** Whether a vendor gives something, how often it is asked, or why it does not. */
function Given({ vendor, kind }: { vendor: CatalogueVendor; kind: StreamKind }) {
  const intervals = vendor.streams.filter((stream) => stream.kind === kind).map((stream) => stream.interval_s)
  if (intervals.length === 0) {
    const why = vendor.absent.find((absent) => absent.kind === kind)?.why
    return (
      <span class="muted" title={why}>
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">No</span>
      </span>
    )
  }
  return (
    <span class="given">
      <Icon name="check" size={14} />
      {intervalWords(Math.min(...intervals))}
    </span>
  )
}
