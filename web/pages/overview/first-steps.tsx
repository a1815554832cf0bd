import { may } from '../../models/session.ts'
import { FirstCommand } from '../../parts/first-step.tsx'
import { Section } from '../../parts/page-header.tsx'
import './overview.css'

/** What to do in an organization that has recorded nothing yet. */
export function FirstSteps() {
  return (
    <Section
      title="Nothing has been recorded yet"
      lead="Three things to begin with; each takes a few minutes."
    >
      <ol class="first-steps">
        <li>
          <h3>Connect a vendor</h3>
          <p class="muted">
            With an administrator’s key its usage, cost and audit reports are collected from then on, and from
            the past as far as the vendor keeps it. Nothing changes for those who use it.
          </p>
          <p>
            {may('credentials:write') ? (
              <a href="/vendors/catalogue">Choose a vendor</a>
            ) : (
              <span class="muted">Ask an administrator to connect one.</span>
            )}
          </p>
        </li>
        <li>
          <h3>Push calls</h3>
          <p class="muted">
            What your applications send with an API key is inspected for personal data, secrets and attacks,
            and can be watched live.
          </p>
          {may('api_keys:write') && (
            <p>
              <a href="/api-keys?new=1">Make an API key</a>, then:
            </p>
          )}
          <FirstCommand />
        </li>
        <li>
          <h3>Invite the others</h3>
          <p class="muted">
            Roles say who sees what: analysts read, auditors check, administrators connect. Everything that is
            changed stands in the audit log.
          </p>
          {may('members:write') && (
            <p>
              <a href="/team">Invite somebody</a>
            </p>
          )}
        </li>
      </ol>
    </Section>
  )
}
