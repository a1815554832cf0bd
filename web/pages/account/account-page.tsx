import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import { humanize } from '../../lib/format.ts'
import { session } from '../../models/session.ts'
import { Badge } from '../../parts/badge.tsx'
import { Fact, Facts, Id } from '../../parts/facts.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { PasswordSection } from './password-section.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** Oneself: who one is here, how one signs in, and where one is signed in. */
export function AccountPage() {
  const present = session.value
  if (present.state !== 'member') return null
  const { user } = present
  return (
    <>
      <PageHeader title="Your account" lead="Who you are, how you sign in, and where you are signed in" />
      <Section title="Profile">
        <div class="section-body">
          <Profile user={user} />
        </div>
      </Section>
      <PasswordSection user={user} />
      <SecondFactorSection user={user} />
      <SessionsSection />
    </>
  )
}

function Profile({ user }: { user: SessionUser }) {
  return (
    <Facts>
      <Fact name="Name">{user.name}</Fact>
      <Fact name="E-mail">
        {user.email}
        {user.email_verified ? (
          <Badge tone="positive">Confirmed</Badge>
        ) : (
          <Badge tone="medium">Not confirmed</Badge>
        )}
      </Fact>
      <Fact name="Organization">{user.organization.name}</Fact>
      <Fact name="Role">{humanize(user.role_label)}</Fact>
      <Fact name="User id" wide>
        <Id text={user.id} what="user id" />
      </Fact>
    </Facts>
  )
}
