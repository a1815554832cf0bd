import { useSignal } from '@preact/signals'
import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { renewUser } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Badge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import './account.css'
import { EnrolDialog } from './enrol-dialog.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Open = 'enrol' | 'codes' | 'disable'

/** A code from a device beside the password: on, off, and new recovery codes. */
export function SecondFactorSection({ user }: { user: SessionUser }) {
  const open = useSignal<Open | null>(null)
  const close = () => {
    open.value = null
  }
  const button = (label: string, what: Open, look: 'primary' | 'secondary' | 'danger' = 'secondary') => (
    <Button
      look={look}
      onClick={() => {
        open.value = what
      }}
    >
      {label}
    </Button>
  )
  return (
    <Section
      title="Second factor"
      lead="A six-digit code from an authenticator, asked for after the password."
      actions={user.totp_enabled ? <Badge tone="positive">On</Badge> : <Badge>Off</Badge>}
    >
      <div class="section-body second-factor">
        {user.totp_enabled ? (
          <>
            {button('New recovery codes', 'codes')}
            {button('Turn off', 'disable', 'danger')}
          </>
        ) : (
          button('Turn on', 'enrol', 'primary')
        )}
      </div>
      {open.value === 'enrol' && <EnrolDialog onClose={close} />}
      {open.value === 'codes' && <NewCodesDialog onClose={close} />}
      {open.value === 'disable' && <DisableDialog onClose={close} />}
    </Section>
  )
}

function NewCodesDialog({ onClose }: { onClose: () => void }) {
  const codes = useSignal<readonly string[] | null>(null)
  const form = useForm(() => ({
    initial: { password: '' },
    check: ({ password }) => ({ password: missing(password, 'Enter your password.') }),
    async send(body) {
      codes.value = (await api('POST /auth/totp/recovery-codes', { body })).recovery_codes
    },
  }))
  if (codes.value !== null) {
    return (
      <Dialog title="Your new recovery codes" onClose={onClose}>
        <RecoveryCodes codes={codes.value} onDone={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title="New recovery codes" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <p class="muted">The codes you have now stop working.</p>
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          {...form.field('password')}
          required
        />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={form.busy.value}>
            Make new codes
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

function DisableDialog({ onClose }: { onClose: () => void }) {
  const form = useForm(() => ({
    initial: { password: '', code: '' },
    check: ({ password, code }) => ({
      password: missing(password, 'Enter your password.'),
      code: missing(code, 'Enter a code.'),
    }),
    async send({ password, code }) {
      await api('POST /auth/totp/disable', { body: { password, code: code.replace(/\s/g, '') } })
      showToast('positive', 'The second factor is off.')
      onClose()
      await renewUser()
    },
  }))
  return (
    <Dialog title="Turn the second factor off?" onClose={onClose}>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <p class="muted">Whoever learns your password can then sign in as you.</p>
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          {...form.field('password')}
          required
        />
        <Field
          label="Code of the authenticator, or a recovery code"
          autoComplete="one-time-code"
          {...form.field('code')}
          required
        />
        <div class="form-actions">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="danger" busy={form.busy.value}>
            Turn off
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
