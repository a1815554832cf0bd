import { useSignal } from '@preact/signals'
import { api } from '../../lib/api.ts'
import { missing, useForm } from '../../models/form.ts'
import { useModel } from '../../models/use-model.ts'
import { visitModel } from '../../models/visit.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { Head } from './head.tsx'
import { EntranceLinks } from './links.tsx'

/** Asks for a link that replaces a lost password. The answer is the same whether or not there is an account. */
export function ForgotPasswordPage() {
  const visit = useModel(visitModel)
  const sentTo = useSignal<string | null>(null)
  const form = useForm(() => ({
    initial: { email: '' },
    check: ({ email }) => ({ email: missing(email, 'Enter your e-mail address.') }),
    async send({ email }) {
      await api('POST /auth/password/reset', { body: { email } })
      sentTo.value = email
    },
  }))
  return (
    <>
      <Head title="Forgot your password?">
        {sentTo.value === null ? 'We send you a link to choose a new one.' : ''}
      </Head>
      <div role="status">
        {sentTo.value !== null && (
          <p>
            If there is an account for <b>{sentTo.value}</b>, a link is on its way there. It works once, for
            30 minutes.
          </p>
        )}
      </div>
      {sentTo.value === null && (
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <Field label="E-mail" type="email" autoComplete="username" {...form.field('email')} required />
          <Button type="submit" look="primary" busy={form.busy.value} wide>
            Send the link
          </Button>
        </Form>
      )}
      <EntranceLinks visit={visit} here="other" />
    </>
  )
}
