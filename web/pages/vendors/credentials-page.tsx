import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import { hrefWith, navigate, query, setQuery } from '../../lib/router.ts'
import { credentialsModel } from '../../models/credentials.ts'
import { renewNotices } from '../../models/notices.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { labelOf, vendorCatalogueModel } from '../../models/vendors.ts'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { credentialColumns } from './credential-columns.tsx'
import { CredentialDrawer } from './credential-drawer.tsx'
import { NewCredentialDrawer } from './new-credential-drawer.tsx'
import { Notices } from './notices.tsx'

/** The keys that open vendors' reports, masked, and how far the history of each is read. */
export function CredentialsPage() {
  const credentials = useModel(credentialsModel)
  const catalogue = useModel(vendorCatalogueModel)
  const rows = credentials.rows.value
  const vendors = catalogue.data.value
  const openId = query.value.get('credential')
  const open = rows?.find(({ credential_id }) => credential_id === openId)
  const isAdding = query.value.has('new') && may('credentials:write')
  const reload = () => {
    void credentials.load({ keepRows: true })
    renewNotices()
  }
  const connect = may('credentials:write') && (
    <Button look="primary" icon="plus" onClick={() => setQuery({ new: '1', credential: null })}>
      Connect a vendor
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Credentials"
        lead="What opens vendors’ reports. A secret is sealed in the vault and never shown again."
      >
        {connect}
      </PageHeader>
      <Notices />
      <div class="card">
        <Table<MaskedCredential>
          caption="Credentials"
          columns={credentialColumns(vendors)}
          rows={rows}
          rowKey={({ credential_id }) => credential_id}
          rowHref={({ credential_id }) => hrefWith({ credential: credential_id, new: null })}
          openKey={openId}
          error={credentials.error.value}
          onRetry={reload}
          more={{
            has: credentials.hasMore.value,
            loading: credentials.loadingMore.value,
            load: () => void credentials.more(),
          }}
          skeletonRows={5}
          empty={
            <EmptyState icon="key" title="No vendor is connected yet">
              <p>Connect one with a key that may read its reports, and its history is read from then on.</p>
              <p>
                {connect || <Button onClick={() => navigate('/vendors/catalogue')}>See the catalogue</Button>}
              </p>
            </EmptyState>
          }
        />
      </div>
      {isAdding && vendors && (
        <NewCredentialDrawer
          vendors={vendors}
          onAdded={(credentialId) => {
            reload()
            setQuery({ new: null, vendor: null, credential: credentialId })
          }}
          onClose={() => setQuery({ new: null, vendor: null })}
        />
      )}
      {open && !isAdding && (
        <CredentialDrawer
          key={open.credential_id}
          credential={open}
          vendor={vendors?.find(({ vendor_id }) => vendor_id === open.vendor_id) ?? null}
          vendorName={labelOf(vendors, open.vendor_id)}
          onChanged={reload}
          onClose={() => setQuery({ credential: null })}
        />
      )}
    </>
  )
}
