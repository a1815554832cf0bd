import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import { api } from '../../lib/api.ts'
import { useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { useConfirm } from '../../parts/confirm.tsx'
import { Part } from '../../parts/facts.tsx'
import { Form } from '../../parts/field.tsx'
import { DocumentField, documentProblem } from './document-field.tsx'

type PartProps = { credential: MaskedCredential; need: 'required' | 'optional'; onChanged: () => void }

/** The service-account document of a credential: another one, or none where it can do without. */
export function ServiceAccountPart({ credential, need, onChanged }: PartProps) {
  const id = credential.credential_id
  const hasOne = credential.service_account !== null
  const form = useForm(() => ({
    initial: { service_account: '' },
    check: ({ service_account }) => ({ service_account: documentProblem(service_account, true) }),
    async send(body) {
      await api('POST /keys/:id/service-account', { params: { id }, body })
      form.set({ service_account: '' })
      showToast('positive', 'The service account is in use.')
      onChanged()
    },
  }))
  const removal = useConfirm({
    title: 'Remove the service account?',
    confirm: 'Remove',
    async onConfirm() {
      await api('DELETE /keys/:id/service-account', { params: { id } })
      showToast('positive', 'The service account is removed.')
      onChanged()
    },
    children: <p>Streams that need it stop. The rest of the credential goes on.</p>,
  })
  return (
    <Part title="Service account">
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <DocumentField {...form.field('service_account')} />
        <div class="form-actions">
          {hasOne && need === 'optional' && <Button onClick={removal.ask}>Remove</Button>}
          <Button type="submit" busy={form.busy.value}>
            {hasOne ? 'Replace' : 'Add'}
          </Button>
        </div>
      </Form>
      {removal.dialog}
    </Part>
  )
}
