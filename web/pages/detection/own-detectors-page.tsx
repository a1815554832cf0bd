import { useSignal } from '@preact/signals'
import type { CustomDetectorItem } from '../../../analytics/contract/compliance.ts'
import { dataTypeLabel } from '../../lib/detection-words.ts'
import { count } from '../../lib/format.ts'
import { hrefWith, query, setQuery } from '../../lib/router.ts'
import { renewDetectors } from '../../models/detectors.ts'
import { ownDetectorsModel } from '../../models/own-detectors.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { SeverityBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { NewOwnDetectorDrawer, OwnDetectorDrawer } from './own-detector-drawer.tsx'

const columns: readonly Column<CustomDetectorItem>[] = [
  { key: 'label', header: 'Detector', cell: ({ label }) => <b>{label}</b>, share: 24 },
  { key: 'code', header: 'Code', cell: ({ code }) => <code>{code}</code>, share: 20 },
  { key: 'category', header: 'Data type', cell: ({ category }) => dataTypeLabel(category) },
  { key: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { key: 'definition', header: 'Looks for', cell: (item) => <LooksFor item={item} />, share: 30 },
  { key: 'updated', header: 'Changed', cell: ({ updated_at }) => <RelativeTime at={updated_at} /> },
]

function LooksFor({ item: { keywords, pattern } }: { item: CustomDetectorItem }) {
  if (pattern !== null) return <code title={pattern}>{pattern}</code>
  const words = keywords ?? []
  return (
    <span title={words.join(', ')}>
      {count(words.length)} {words.length === 1 ? 'keyword' : 'keywords'}: {words.slice(0, 5).join(', ')}
    </span>
  )
}

/** What the organization looks for besides the catalogue. */
export function OwnDetectorsPage() {
  const own = useModel(ownDetectorsModel)
  const creating = useSignal(false)
  const openId = query.value.get('own')
  const open = own.data.value?.find(({ id }) => id === openId)
  const changed = () => {
    renewDetectors()
    void own.load()
  }
  const create = may('detectors:write') && (
    <Button
      look="primary"
      icon="plus"
      onClick={() => {
        creating.value = true
      }}
    >
      New detector
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Own detectors"
        lead="Words and patterns that only your organization knows: project names, customer numbers, code names"
      >
        {create}
      </PageHeader>
      <div class="card">
        <Table
          caption="Own detectors"
          columns={columns}
          rows={own.data.value}
          rowKey={({ id }) => id}
          rowHref={({ id }) => hrefWith({ own: id })}
          openKey={openId}
          error={own.error.value}
          onRetry={() => void own.load()}
          skeletonRows={4}
          empty={
            <EmptyState icon="search" title="No detector of your own yet">
              <p>Name what must not leave: it is looked for in every prompt and response from then on.</p>
            </EmptyState>
          }
        />
      </div>
      {creating.value && (
        <NewOwnDetectorDrawer
          onChanged={changed}
          onClose={() => {
            creating.value = false
          }}
        />
      )}
      {open && (
        <OwnDetectorDrawer
          key={open.id}
          item={open}
          onChanged={changed}
          onClose={() => setQuery({ own: null })}
        />
      )}
    </>
  )
}
