import { organizationById } from '../../analytics/store/d1/accounts.ts'
import type { Credential } from '../../analytics/store/d1/collection.ts'
import { refuseCredential } from '../../analytics/store/d1/credential-health.ts'
import { ownersOf } from '../../analytics/store/d1/members.ts'
import { noteThat } from '../../analytics/store/d1/notices.ts'
import type { Doing } from '../audit.ts'
import { canMail, post } from '../mail/index.ts'
import { credentialRefused } from '../mail/templates.ts'
import { noted } from './system.ts'
import type { Vendor } from './vendor.ts'

/** A credential that its vendor no longer accepts: marked, and its owners told, once until somebody mends it. */
export async function refused(
  doing: Doing,
  vendor: Pick<Vendor, 'id' | 'label'>,
  credential: Pick<Credential, 'id' | 'label'>,
  message: string,
): Promise<void> {
  const { tenant, place } = doing
  const nowMs = Date.now()
  if (!(await refuseCredential(tenant, place.db, credential.id, message, nowMs))) return
  await noteThat(tenant, place.db, { kind: 'credential_invalid', subject: credential.id, message }, nowMs)
  await noted(doing, { action: 'credential.refused', target: `credential:${credential.id}` })
  await mailOwners(doing, vendor, credential)
}

async function mailOwners(
  doing: Doing,
  vendor: Pick<Vendor, 'label'>,
  credential: Pick<Credential, 'label'>,
): Promise<void> {
  const { env, tenant, place } = doing
  if (!canMail(env)) return
  const organization = await organizationById(place.db, tenant.orgId)
  const link = env.PUBLIC_URL === '' ? null : `${new URL(env.PUBLIC_URL).origin}/vendors`
  const mail = credentialRefused({
    organization: organization?.name ?? '',
    vendor: vendor.label,
    label: credential.label,
    link,
  })
  for (const owner of await ownersOf(tenant, place.db)) {
    if (owner.emailVerifiedAtMs === null) continue
    await post(doing, 'credential_refused', owner.userId, { to: owner.email, ...mail })
  }
}
