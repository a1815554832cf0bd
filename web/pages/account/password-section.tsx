import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import { passwordProblem } from '../../lib/password-strength.ts'
import { missing, useForm } from '../../models/form.ts'
import { changePassword } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { NewPasswordField } from '../../parts/password-field.tsx'

/** Replaces one's password. */
export function PasswordSection({ user }: { user: SessionUser }) {
  const form = useForm(() => ({
    initial: { current_password: '', new_password: '' },
    check: ({ current_password, new_password }) => ({
      current_password: missing(current_password, 'Enter your present password.'),
      new_password: passwordProblem(new_password),
    }),
    async send(body) {
      await changePassword(body)
      form.set({ current_password: '', new_password: '' })
      showToast('positive', 'Your password is changed. Every other session has ended.')
    },
  }))
  return (
    <Section title="Password" lead="Changing it ends every other session.">
      <div class="section-body section-form">
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <Field
            label="Present password"
            type="password"
            autoComplete="current-password"
            {...form.field('current_password')}
            required
          />
          <NewPasswordField
            label="New password"
            known={[user.name, user.email, user.organization.name]}
            {...form.field('new_password')}
          />
          <div>
            <Button type="submit" busy={form.busy.value}>
              Change password
            </Button>
          </div>
        </Form>
      </div>
    </Section>
  )
}
