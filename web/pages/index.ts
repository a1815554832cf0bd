import type { Page } from '../lib/page.ts'
import { account } from './account.ts'
import { activity } from './activity.ts'
import { apiKeys } from './api-keys.ts'
import { auditCheckpoints } from './audit-checkpoints.ts'
import { auditLog } from './audit-log.ts'
import { auditVerify } from './audit-verify.ts'
import { catalogue } from './catalogue.ts'
import { collection } from './collection.ts'
import { costs } from './costs.ts'
import { coverage } from './coverage.ts'
import { credentials } from './credentials.ts'
import { encryption } from './encryption.ts'
import { evidence } from './evidence.ts'
import { exceptions } from './exceptions.ts'
import { findings } from './findings.ts'
import { firstPassword } from './first-password.ts'
import { forgotPassword } from './forgot-password.ts'
import { grants } from './grants.ts'
import { importing } from './import.ts'
import { invitation } from './invitation.ts'
import { live } from './live.ts'
import { members } from './members.ts'
import { modelHealth } from './model-health.ts'
import { organization } from './organization.ts'
import { outbox } from './outbox.ts'
import { overview } from './overview.ts'
import { ownDetectors } from './own-detectors.ts'
import { permissions } from './permissions.ts'
import { playground } from './playground.ts'
import { prices } from './prices.ts'
import { reconciliation } from './reconciliation.ts'
import { register } from './register.ts'
import { rescan } from './rescan.ts'
import { resetPassword } from './reset-password.ts'
import { roles } from './roles.ts'
import { setup } from './setup.ts'
import { signIn } from './sign-in.ts'
import { sqlWorkbench } from './sql.ts'
import { vendorAudit } from './vendor-audit.ts'
import { vendorCatalogue } from './vendor-catalogue.ts'
import { vendors } from './vendors.ts'
import { verifyEmail } from './verify-email.ts'
import { violations } from './violations.ts'
import { workspaces } from './workspaces.ts'

const monitor = [overview, activity, violations, live]
const analyse = [costs, modelHealth, sqlWorkbench]
const sources = [vendors, vendorCatalogue, credentials, collection, reconciliation, prices, importing]
const govern = [
  findings,
  coverage,
  rescan,
  catalogue,
  exceptions,
  ownDetectors,
  playground,
  auditLog,
  auditVerify,
  auditCheckpoints,
  vendorAudit,
]
const settings = [
  members,
  roles,
  grants,
  permissions,
  workspaces,
  apiKeys,
  encryption,
  evidence,
  organization,
]
const entrance = [
  signIn,
  setup,
  register,
  verifyEmail,
  forgotPassword,
  resetPassword,
  firstPassword,
  invitation,
  outbox,
]

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [
  ...monitor,
  ...analyse,
  ...sources,
  ...govern,
  ...settings,
  account,
  ...entrance,
]

/** The page at a path; a slash at its end does not matter. */
export function pageAt(path: string): Page | null {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path
  return pages.find((page) => page.path === plain) ?? null
}
