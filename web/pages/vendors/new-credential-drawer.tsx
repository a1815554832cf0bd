import { useSignal } from '@preact/signals'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { query, setQuery } from '../../lib/router.ts'
import { Drawer } from '../../parts/drawer.tsx'
import { type Choice, Select } from '../../parts/field.tsx'
import { CredentialForm } from './credential-form.tsx'

type NewCredentialProps = {
  vendors: readonly CatalogueVendor[]
  onAdded: (credentialId: string) => void
  onClose: () => void
}

/** Connects a vendor: which, with what kind of credential, and then the credential itself. */
export function NewCredentialDrawer({ vendors, onAdded, onClose }: NewCredentialProps) {
  const chosenKind = useSignal('')
  const vendorId = query.value.get('vendor') ?? ''
  const enabled = vendors.filter(({ enabled: isOn }) => isOn)
  const vendor = enabled.find(({ vendor_id }) => vendor_id === vendorId)
  const kinds = vendor?.credential_kinds ?? []
  const kind = kinds.find((each) => each.kind === chosenKind.value) ?? kinds[0]
  const choices: readonly Choice[] = [
    ['', 'Choose a vendor'],
    ...enabled
      .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
      .map(({ vendor_id, label }): Choice => [vendor_id, label]),
  ]
  return (
    <Drawer title={vendor ? `Connect ${vendor.label}` : 'Connect a vendor'} onClose={onClose}>
      <div class="form">
        <Select
          label="Vendor"
          value={vendor ? vendorId : ''}
          choices={choices}
          large
          onChange={(value) => setQuery({ vendor: value })}
        />
        {kinds.length > 1 && kind && (
          <Select
            label="Kind of credential"
            value={kind.kind}
            choices={kinds.map(({ kind: name, label }): Choice => [name, label])}
            large
            onChange={(value) => {
              chosenKind.value = value
            }}
          />
        )}
        {vendor && kind && (
          <>
            <p class="muted">{kind.help}</p>
            <CredentialForm
              key={`${vendor.vendor_id}/${kind.kind}`}
              vendor={vendor}
              kind={kind}
              onAdded={onAdded}
              onClose={onClose}
            />
          </>
        )}
      </div>
    </Drawer>
  )
}
