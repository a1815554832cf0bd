import { passwordProblem } from '../../lib/password-strength.ts'
import { missing, useForm } from '../../models/form.ts'
import { register } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { visitModel } from '../../models/visit.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { NewPasswordField } from '../../parts/password-field.tsx'
import { Head } from './head.tsx'
import { EntranceLinks } from './links.tsx'

/** A new organization with its owner, who is signed in at once. */
export function RegisterPage() {
  const visit = useModel(visitModel)
  const form = useForm(() => ({
    initial: { org_name: '', name: '', email: '', password: '' },
    check: ({ org_name, name, email, password }) => ({
      org_name: missing(org_name, 'Name your organization.'),
      name: missing(name, 'Enter your name.'),
      email: missing(email, 'Enter your e-mail address.'),
      password: passwordProblem(password),
    }),
    send: register,
  }))
  const { org_name, name, email } = form.values.value

  if (visit.data.value?.registration_open === false) {
    return (
      <>
        <Head title="Create an organization">
          Registration is closed on this instance. Ask whoever runs it for an invitation.
        </Head>
        <EntranceLinks visit={visit} here="register" />
      </>
    )
  }
  return (
    <>
      <Head title="Create an organization">You become its owner and can invite others.</Head>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="Organization" autoComplete="organization" {...form.field('org_name')} required />
        <Field label="Your name" autoComplete="name" {...form.field('name')} required />
        <Field label="E-mail" type="email" autoComplete="username" {...form.field('email')} required />
        <NewPasswordField label="Password" known={[org_name, name, email]} {...form.field('password')} />
        <Button type="submit" look="primary" busy={form.busy.value} wide>
          Create organization
        </Button>
      </Form>
      <EntranceLinks visit={visit} here="register" />
    </>
  )
}
