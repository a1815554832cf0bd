import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { api } from '../../lib/api.ts'
import { absoluteTime } from '../../lib/format.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { DangerPart } from '../../parts/confirm.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Id, Part } from '../../parts/facts.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { ChangeForm } from './change-form.tsx'
import { CredentialBadge, kindLabel } from './credential-columns.tsx'
import { CredentialDeeds } from './credential-deeds.tsx'
import { RotateForm } from './rotate-form.tsx'
import { ServiceAccountPart } from './service-account-part.tsx'
import { StreamList } from './stream-list.tsx'

type CredentialDrawerProps = {
  credential: MaskedCredential
  /** Null while the catalogue is not there. */
  vendor: CatalogueVendor | null
  vendorName: string
  onChanged: () => void
  onClose: () => void
}

/** One credential: how it stands, what is read with it, another secret, and its end. */
export function CredentialDrawer(props: CredentialDrawerProps) {
  const { credential, vendor, vendorName, onChanged, onClose } = props
  const { credential_id, label } = credential
  const kind = vendor?.credential_kinds.find((each) => each.kind === credential.kind) ?? null
  const mayChange = may('credentials:write')
  const remove = async () => {
    await api('DELETE /keys/:id', { params: { id: credential_id } })
    showToast('positive', `${label} is removed with its secrets. What was collected stays.`)
    onChanged()
    onClose()
  }
  return (
    <Drawer title={`${vendorName}, ${label}`} onClose={onClose}>
      <CredentialFacts credential={credential} vendor={vendor} />
      <CredentialDeeds credential={credential} onChanged={onChanged} />
      <Part title="Streams">
        <StreamList credential={credential} />
      </Part>
      {mayChange && kind?.service_account !== 'required' && (
        <Part title="Rotate">
          <RotateForm
            credentialId={credential_id}
            isUntried={credential.checked_at === null && credential.last_used_at === null}
            hint={kind?.hint ?? ''}
            onRotated={onChanged}
          />
        </Part>
      )}
      {mayChange && kind && kind.service_account !== null && (
        <ServiceAccountPart credential={credential} need={kind.service_account} onChanged={onChanged} />
      )}
      {mayChange && kind && (
        <Part title="Change">
          <ChangeForm credential={credential} settings={kind.settings} onChanged={onChanged} />
        </Part>
      )}
      {mayChange && (
        <DangerPart
          title="Remove"
          lead="Its secrets are deleted and nothing is read with it any more."
          confirm="Remove credential"
          question={`Remove ${label}?`}
          typed={{ label: `Type ${label} to go on`, text: label }}
          onConfirm={remove}
        >
          <p>What was collected stays. How far its history was read is forgotten.</p>
        </DangerPart>
      )}
    </Drawer>
  )
}

type FactsProps = Pick<CredentialDrawerProps, 'credential' | 'vendor'>

function CredentialFacts({ credential, vendor }: FactsProps) {
  const { last_error, service_account, rotated_at, checked_at, last_used_at, settings } = credential
  const named = vendor?.credential_kinds.find(({ kind }) => kind === credential.kind)?.settings ?? []
  return (
    <Facts>
      <Fact name="Status">
        <CredentialBadge credential={credential} />
      </Fact>
      <Fact name="Kind">{kindLabel(vendor && [vendor], credential.vendor_id, credential.kind)}</Fact>
      {last_error !== null && (
        <Fact name="What the vendor said last" wide>
          {last_error}
        </Fact>
      )}
      <Fact name="Secret">{credential.hint && <code>{credential.hint}</code>}</Fact>
      <Fact name="Fingerprint">{credential.fingerprint && <code>{credential.fingerprint}</code>}</Fact>
      {service_account !== null && (
        <Fact name="Service account" wide>
          <code>{service_account}</code>
        </Fact>
      )}
      {Object.entries(settings).map(([name, value]) => (
        <Fact key={name} name={named.find((setting) => setting.name === name)?.label ?? name}>
          <code>{value}</code>
        </Fact>
      ))}
      <Fact name="Added">{absoluteTime(credential.created_at)}</Fact>
      <Fact name="Rotated">{rotated_at && <RelativeTime at={rotated_at} />}</Fact>
      <Fact name="Last checked">{checked_at && <RelativeTime at={checked_at} />}</Fact>
      <Fact name="Last used">{last_used_at && <RelativeTime at={last_used_at} />}</Fact>
      <Fact name="Credential id" wide>
        <Id text={credential.credential_id} what="credential id" />
      </Fact>
    </Facts>
  )
}
