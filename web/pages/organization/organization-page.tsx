import { useEffect } from 'preact/hooks'
import { api } from '../../lib/api.ts'
import { absoluteTime, humanize } from '../../lib/format.ts'
import { missing, useForm } from '../../models/form.ts'
import { type Resource, resource } from '../../models/resource.ts'
import { may, renewUser, session } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Fact, Facts, Id } from '../../parts/facts.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { OwnershipSection } from './ownership-section.tsx'
import { UsageSection } from './usage-section.tsx'

type Organization = Awaited<ReturnType<typeof organizationOf>>
const organizationOf = (signal: AbortSignal) => api('GET /orgs/me', { signal })

/** What the organization is called, what its plan allows and how much of it is used. */
export function OrganizationPage() {
  const organization = useModel(() => resource(organizationOf))
  useEffect(() => void organization.load(), [organization])
  const present = session.value
  const isOwner = present.state === 'member' && present.user.role === 'owner'
  return (
    <>
      <PageHeader title="Organization" lead="Its name, its plan and whose it is" />
      <Section title="Profile">
        <div class="section-body">
          <Profile organization={organization} />
        </div>
      </Section>
      <UsageSection />
      {isOwner && organization.data.value !== null && (
        <OwnershipSection name={organization.data.value.name} />
      )}
    </>
  )
}

function Profile({ organization }: { organization: Resource<Organization> }) {
  const known = organization.data.value
  if (known === null && organization.error.value !== null) {
    return <ErrorState error={organization.error.value} onRetry={() => void organization.load()} />
  }
  if (known === null) return <Skeleton height={140} />
  return (
    <div class="profile">
      <Facts>
        <Fact name="Plan">{humanize(known.plan)}</Fact>
        <Fact name="Region">{known.region.toUpperCase()}</Fact>
        <Fact name="Created">{absoluteTime(known.created_at)}</Fact>
        <Fact name="Organization id">
          <Id text={known.id} what="organization id" />
        </Fact>
      </Facts>
      {may('org:write') && (
        <NameForm key={known.name} name={known.name} onChanged={() => void organization.load()} />
      )}
    </div>
  )
}

function NameForm({ name, onChanged }: { name: string; onChanged: () => void }) {
  const form = useForm(() => ({
    initial: { name },
    check: (values) => ({ name: missing(values.name, 'Name the organization.') }),
    async send(body) {
      await api('PATCH /orgs/me', { body })
      showToast('positive', 'The organization is renamed.')
      onChanged()
      await renewUser()
    },
  }))
  return (
    <div class="section-form">
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="Name" autoComplete="off" {...form.field('name')} required />
        <div>
          <Button type="submit" busy={form.busy.value} disabled={form.values.value.name === name}>
            Rename
          </Button>
        </div>
      </Form>
    </div>
  )
}
