import { useSignal } from '@preact/signals'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { ApiError, api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { SecretField } from '../../parts/password-field.tsx'
import { DocumentField, documentProblem } from './document-field.tsx'
import { isDocumentSecret, isUnasked, secretHint, withNote } from './secret-words.ts'
import { SettingFields, settingProblems, settingValues } from './setting-fields.tsx'

type Kind = CatalogueVendor['credential_kinds'][number]
type CredentialFormProps = {
  vendor: CatalogueVendor
  kind: Kind
  onAdded: (credentialId: string) => void
  onClose: () => void
}

/** The credential itself. What is typed lives as long as the form, and the vendor is asked before anything is kept. */
export function CredentialForm({ vendor, kind, onAdded, onClose }: CredentialFormProps) {
  const needsSecret = kind.service_account !== 'required'
  const takesDocument = kind.service_account !== null
  const secretIsDocument = isDocumentSecret(kind.hint)
  const couldNotAsk = useSignal(false)
  const keepUnchecked = useSignal(false)
  const form = useForm<string>(() => ({
    initial: {
      label: '',
      secret: '',
      service_account: '',
      ...Object.fromEntries(kind.settings.map(({ name }) => [`settings.${name}`, ''])),
    },
    check: ({ label = '', secret = '', service_account = '', ...settings }) => ({
      label: missing(label, 'Give it a name, so that people know whose it is.'),
      secret: needsSecret ? secretProblem(secret, secretIsDocument) : null,
      service_account: takesDocument ? documentProblem(service_account, !needsSecret) : null,
      ...settingProblems(kind.settings, settings),
    }),
    async send({ label = '', secret = '', service_account = '', ...settings }) {
      couldNotAsk.value = false
      try {
        const added = await api('POST /keys', {
          body: {
            vendor_id: vendor.vendor_id,
            kind: kind.kind,
            label,
            settings: settingValues(kind.settings, settings),
            keep_unchecked: keepUnchecked.value,
            ...(needsSecret ? { secret: secret.trim() } : {}),
            ...(takesDocument && service_account.trim() !== '' ? { service_account } : {}),
          },
        })
        showToast('positive', withNote(addedText(vendor, added.checked_at !== null), added.note))
        onAdded(added.credential_id)
      } catch (cause) {
        couldNotAsk.value = isUnasked(cause)
        throw cause
      } finally {
        keepUnchecked.value = false
      }
    },
    refusalOf: unplaced,
  }))
  const secret = form.field('secret')
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field
        {...form.field('label')}
        label="Label"
        hint="Whose it is or what for, like “Research”."
        autoComplete="off"
        required
      />
      <SettingFields form={form} settings={kind.settings} />
      {needsSecret && secretIsDocument && <DocumentField {...secret} />}
      {needsSecret && !secretIsDocument && (
        <SecretField
          {...secret}
          label="Secret"
          hint={secretHint(kind.hint, secret.value, 'Sealed in the vault at once, and never shown again.')}
        />
      )}
      {takesDocument && <DocumentField {...form.field('service_account')} />}
      {couldNotAsk.value && (
        <p class="muted">It can be kept as it is and is checked when it is first used.</p>
      )}
      <div class="form-actions">
        <Button onClick={onClose}>Cancel</Button>
        {couldNotAsk.value && (
          <Button
            busy={form.busy.value}
            onClick={() => {
              keepUnchecked.value = true
              void form.submit()
            }}
          >
            Keep it unchecked
          </Button>
        )}
        <Button type="submit" look="primary" busy={form.busy.value}>
          Check and connect
        </Button>
      </div>
    </Form>
  )
}

const secretProblem = (secret: string, isDocument: boolean): string | null =>
  isDocument ? documentProblem(secret, true) : missing(secret, 'Paste the secret.')

function addedText({ label, streams }: CatalogueVendor, isChecked: boolean): string {
  if (!isChecked) return `${label} is kept unchecked. It is tried at its first run.`
  return streams.length === 0 ? `${label} is connected.` : `${label} is connected. Its history is being read.`
}

/** What the server says of something that has no field here. */
function unplaced(cause: unknown): string | null {
  if (!(cause instanceof ApiError) || cause.issues.length === 0) return null
  return cause.issues.map(({ message }) => message).join(' ')
}
