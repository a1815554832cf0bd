import type { Resource } from '../../models/resource.ts'
import type { Visit } from '../../models/visit.ts'

/** What a visitor may do besides; its place is kept until the server has said it. */
export function EntranceLinks({
  visit,
  here,
}: {
  visit: Resource<Visit>
  here: 'sign-in' | 'register' | 'other'
}) {
  const allowed = visit.data.value
  return (
    <ul class="entrance-links">
      {here !== 'sign-in' && (
        <li>
          <a href="/sign-in">Go to sign-in</a>
        </li>
      )}
      {here === 'sign-in' && (
        <li>
          <a href="/forgot-password">Forgot your password?</a>
        </li>
      )}
      {here === 'sign-in' && allowed?.registration_open && (
        <li>
          <a href="/register">Create an organization</a>
        </li>
      )}
      {allowed?.has_outbox && (
        <li>
          <a href="/dev/outbox">Development outbox</a>
        </li>
      )}
    </ul>
  )
}
