import type { Route } from '../http/route.ts'
import * as apiKeys from './api-keys.ts'
import * as audit from './audit.ts'
import * as auth from './auth.ts'
import * as authEmail from './auth-email.ts'
import * as authPassword from './auth-password.ts'
import * as authSecondFactor from './auth-second-factor.ts'
import * as authSessions from './auth-sessions.ts'
import * as collector from './collector.ts'
import * as compliance from './compliance.ts'
import * as dashboard from './dashboard.ts'
import * as detectionSettings from './detection-settings.ts'
import * as docs from './docs.ts'
import * as encryption from './encryption.ts'
import * as events from './events.ts'
import * as health from './health.ts'
import * as ingest from './ingest.ts'
import * as invitations from './invitations.ts'
import * as keySecrets from './key-secrets.ts'
import * as keys from './keys.ts'
import * as live from './live.ts'
import * as metrics from './metrics.ts'
import * as organizations from './organizations.ts'
import * as outbox from './outbox.ts'
import * as permissions from './permissions.ts'
import * as pipeline from './pipeline.ts'
import * as projects from './projects.ts'
import * as roles from './roles.ts'
import * as spending from './spending.ts'
import * as team from './team.ts'
import * as token from './token.ts'
import * as usage from './usage.ts'
import * as vendorCatalogue from './vendor-catalogue.ts'
import * as vendors from './vendors.ts'
import * as workspaces from './workspaces.ts'

/** Every route. A file that is not here does not exist for the router; a test finds it. */
export const routes: readonly Route[] = [
  audit,
  apiKeys,
  auth,
  authEmail,
  authPassword,
  authSecondFactor,
  authSessions,
  collector,
  compliance,
  dashboard,
  detectionSettings,
  docs,
  encryption,
  events,
  health,
  ingest,
  invitations,
  keys,
  keySecrets,
  live,
  metrics,
  organizations,
  permissions,
  pipeline,
  projects,
  roles,
  spending,
  team,
  outbox,
  token,
  usage,
  vendorCatalogue,
  vendors,
  workspaces,
].flatMap((resource) => Object.values(resource))
