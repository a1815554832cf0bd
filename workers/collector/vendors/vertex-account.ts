import { fail, type Result } from '../../../analytics/result.ts'
import { googleToken, type ServiceAccount, serviceAccountIn } from '../auth/service-account.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { listOf } from '../parts.ts'
import type { VendorContext } from '../vendor.ts'

const scopes = [
  'https://www.googleapis.com/auth/monitoring.read',
  'https://www.googleapis.com/auth/bigquery.readonly',
]

export type SignedIn = { token: string; account: ServiceAccount; projects: readonly string[] }

/** Signs in as the service account. `projects` are those of the settings, else the document's own. */
export async function signIn(ctx: VendorContext): Promise<Result<SignedIn, OutboundFailure>> {
  const account = serviceAccountIn(ctx.secret)
  if (!account.ok) return account
  const named = listOf(ctx.settings.project_ids)
  const projects =
    named.length > 0 ? named : [account.value.project_id ?? ''].filter((project) => project !== '')
  if (projects.length === 0)
    return fail({ tag: 'forbidden', detail: 'neither the settings nor the document name a project' })
  const token = await googleToken(ctx, account.value, scopes)
  return token.ok ? { ok: true, value: { token: token.value, account: account.value, projects } } : token
}
