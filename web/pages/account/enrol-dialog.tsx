import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { resource } from '../../models/resource.ts'
import { renewUser } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Deferred } from '../../parts/deferred.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { CopyBlock } from '../../parts/secret.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

const loadQrCode = async () => (await import('../../parts/qr-code.tsx')).QrCode
const qrPixels = 200

/** Brings an authenticator and the account together: the secret, a first code, and the recovery codes. */
export function EnrolDialog({ onClose }: { onClose: () => void }) {
  const enrolment = useModel(() => resource((signal) => api('POST /auth/totp/enrol', { signal })))
  useEffect(() => void enrolment.load(), [enrolment])
  const codes = useSignal<readonly string[] | null>(null)
  const form = useForm(() => ({
    initial: { code: '' },
    check: ({ code }) => ({ code: missing(code, 'Enter the code that the authenticator shows.') }),
    async send({ code }) {
      const answer = await api('POST /auth/totp/confirm', { body: { code: code.replace(/\s/g, '') } })
      codes.value = answer.recovery_codes
    },
  }))
  const finish = () => {
    showToast('positive', 'The second factor is on.')
    onClose()
    void renewUser().catch(() => undefined)
  }

  if (codes.value !== null) {
    return (
      <Dialog title="Keep your recovery codes" onClose={finish}>
        <RecoveryCodes codes={codes.value} onDone={finish} />
      </Dialog>
    )
  }
  const secret = enrolment.data.value
  return (
    <Dialog title="Turn on the second factor" onClose={onClose}>
      {enrolment.error.value !== null && (
        <ErrorState error={enrolment.error.value} onRetry={() => void enrolment.load()} />
      )}
      {enrolment.error.value === null && (
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <p class="muted">Scan this with an authenticator, or type the secret into it.</p>
          <div class="qr">
            {secret === null ? (
              <Skeleton width={`${qrPixels}px`} height={qrPixels} />
            ) : (
              <Deferred
                load={loadQrCode}
                props={{
                  text: secret.otpauth_uri,
                  label: 'Code to scan with an authenticator',
                  pixels: qrPixels,
                }}
                fallback={<Skeleton width={`${qrPixels}px`} height={qrPixels} />}
              />
            )}
          </div>
          {secret === null ? (
            <Skeleton height={44} />
          ) : (
            <CopyBlock what="secret" text={secret.secret.replace(/(.{4})(?=.)/g, '$1 ')} />
          )}
          <Field
            label="Six-digit code"
            autoComplete="one-time-code"
            inputMode="numeric"
            {...form.field('code')}
            required
          />
          <div class="form-actions">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" busy={form.busy.value} disabled={secret === null}>
              Turn on
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  )
}
