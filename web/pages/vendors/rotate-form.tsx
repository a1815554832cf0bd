import { useSignal } from '@preact/signals'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Form } from '../../parts/field.tsx'
import { SecretField } from '../../parts/password-field.tsx'
import { DocumentField, documentProblem } from './document-field.tsx'
import { isDocumentSecret, isUnasked, secretHint, withNote } from './secret-words.ts'

type RotateFormProps = {
  credentialId: string
  /** Whether its account is not known yet: only then can another secret be kept without asking the vendor. */
  isUntried: boolean
  /** A regular expression that the usual key matches. */
  hint: string
  onRotated: () => void
}

/** Puts another secret of the same account in the place of the present one. */
export function RotateForm({ credentialId, isUntried, hint, onRotated }: RotateFormProps) {
  const secretIsDocument = isDocumentSecret(hint)
  const couldNotAsk = useSignal(false)
  const keepUnchecked = useSignal(false)
  const form = useForm(() => ({
    initial: { secret: '' },
    check: ({ secret }) => ({
      secret: secretIsDocument ? documentProblem(secret, true) : missing(secret, 'Paste the new secret.'),
    }),
    async send({ secret }) {
      const body = { secret: secret.trim(), keep_unchecked: keepUnchecked.value }
      couldNotAsk.value = false
      try {
        const { note } = await api('POST /keys/:id/rotate', { params: { id: credentialId }, body })
        const text = 'The new secret is in use. The old one can be revoked at the vendor.'
        showToast('positive', withNote(text, note))
      } catch (cause) {
        couldNotAsk.value = isUnasked(cause)
        throw cause
      } finally {
        keepUnchecked.value = false
      }
      form.set({ secret: '' })
      onRotated()
    },
  }))
  const secret = form.field('secret')
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      {secretIsDocument ? (
        <DocumentField {...secret} />
      ) : (
        <SecretField
          {...secret}
          label="New secret"
          hint={secretHint(
            hint,
            secret.value,
            'Of the same account. The vendor is asked before it takes over.',
          )}
        />
      )}
      <div class="form-actions">
        {couldNotAsk.value && isUntried && (
          <Button
            onClick={() => {
              keepUnchecked.value = true
              void form.submit()
            }}
          >
            Keep it unchecked
          </Button>
        )}
        <Button type="submit" busy={form.busy.value}>
          Rotate
        </Button>
      </div>
    </Form>
  )
}
