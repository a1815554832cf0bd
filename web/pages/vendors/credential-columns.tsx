import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { credentialState, historyShare } from '../../lib/collection-words.ts'
import { humanize } from '../../lib/format.ts'
import { labelOf } from '../../models/vendors.ts'
import { Badge } from '../../parts/badge.tsx'
import { Progress } from '../../parts/progress.tsx'
import type { Column } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './vendors.css'

type Catalogue = readonly CatalogueVendor[] | null

/** The list as it is with the names of the catalogue, which come a moment later. */
export function credentialColumns(catalogue: Catalogue): readonly Column<MaskedCredential>[] {
  const known = columnsByCatalogue.get(catalogue ?? nothing)
  if (known) return known
  const columns = columnsWith(catalogue)
  columnsByCatalogue.set(catalogue ?? nothing, columns)
  return columns
}

/** Rows are drawn again when their columns are others, so the same catalogue has the same columns. */
const columnsByCatalogue = new WeakMap<object, readonly Column<MaskedCredential>[]>()
const nothing = {}

function columnsWith(catalogue: Catalogue): readonly Column<MaskedCredential>[] {
  return [
    {
      key: 'label',
      header: 'Credential',
      share: 20,
      cell: ({ vendor_id, label }) => (
        <span class="two-lines">
          <b>{labelOf(catalogue, vendor_id)}</b>
          <span class="muted">{label}</span>
        </span>
      ),
    },
    {
      key: 'kind',
      header: 'Kind',
      share: 24,
      cell: ({ vendor_id, kind }) => {
        const label = kindLabel(catalogue, vendor_id, kind)
        return <span title={label}>{label}</span>
      },
    },
    {
      key: 'secret',
      header: 'Secret',
      cell: ({ hint, fingerprint, service_account }) => (
        <span class="two-lines">
          <code>{hint || 'Service account'}</code>
          <span class="muted" title={service_account ?? undefined}>
            {fingerprint && `Fingerprint ${fingerprint.slice(0, 8)}`}
          </span>
        </span>
      ),
    },
    { key: 'status', header: 'Status', cell: (credential) => <CredentialBadge credential={credential} /> },
    { key: 'history', header: 'History read', cell: (credential) => <History credential={credential} /> },
    {
      key: 'age',
      header: 'Secret since',
      cell: ({ rotated_at, created_at }) => <RelativeTime at={rotated_at ?? created_at} />,
    },
    {
      key: 'used',
      header: 'Last used',
      cell: ({ last_used_at }) =>
        last_used_at === null ? <span class="muted">Never</span> : <RelativeTime at={last_used_at} />,
    },
  ]
}

/** What a kind of credential is called. */
export function kindLabel(catalogue: Catalogue, vendorId: string, kind: string): string {
  const vendor = catalogue?.find(({ vendor_id }) => vendor_id === vendorId)
  return vendor?.credential_kinds.find((each) => each.kind === kind)?.label ?? humanize(kind)
}

/** How a credential stands, in words. */
export function CredentialBadge({ credential }: { credential: MaskedCredential }) {
  const { label, tone } = credentialState(credential)
  return (
    <Badge tone={tone}>
      <span class="badge-dot" aria-hidden="true" />
      {label}
    </Badge>
  )
}

function History({ credential: { streams, label } }: { credential: MaskedCredential }) {
  const share = historyShare(streams)
  if (share === null) return <span class="muted">Nothing to read</span>
  return <Progress share={share} label={`History read with ${label}`} />
}
