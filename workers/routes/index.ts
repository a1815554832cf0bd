import type { Route } from '../http/route.ts'
import * as apiKeys from './api-keys.ts'
import * as audit from './audit.ts'
import * as auth from './auth.ts'
import * as authEmail from './auth-email.ts'
import * as authPassword from './auth-password.ts'
import * as authSecondFactor from './auth-second-factor.ts'
import * as authSessions from './auth-sessions.ts'
import * as ch from './ch.ts'
import * as collector from './collector.ts'
import * as compliance from './compliance.ts'
import * as costs from './costs.ts'
import * as dashboard from './dashboard.ts'
import * as detectionSettings from './detection-settings.ts'
import * as docs from './docs.ts'
import * as encryption from './encryption.ts'
import * as eventFigures from './event-figures.ts'
import * as events from './events.ts'
import * as evidence from './evidence.ts'
import * as health from './health.ts'
import * as ingest from './ingest.ts'
import * as ingestMl from './ingest-ml.ts'
import * as invitations from './invitations.ts'
import * as keySecrets from './key-secrets.ts'
import * as keys from './keys.ts'
import * as live from './live.ts'
import * as metrics from './metrics.ts'
import * as modelHealth from './model-health.ts'
import * as models from './models.ts'
import * as organizations from './organizations.ts'
import * as otlp from './otlp.ts'
import * as outbox from './outbox.ts'
import * as permissions from './permissions.ts'
import * as pipeline from './pipeline.ts'
import * as projects from './projects.ts'
import * as rescans from './rescans.ts'
import * as roles from './roles.ts'
import * as savedViews from './saved-views.ts'
import * as spending from './spending.ts'
import * as sql from './sql.ts'
import * as team from './team.ts'
import * as token from './token.ts'
import * as uploads from './uploads.ts'
import * as usage from './usage.ts'
import * as usageLogs from './usage-logs.ts'
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
  ch,
  collector,
  compliance,
  costs,
  dashboard,
  detectionSettings,
  docs,
  encryption,
  // Before the events, whose ids would take their names.
  eventFigures,
  events,
  evidence,
  health,
  ingest,
  ingestMl,
  invitations,
  keys,
  keySecrets,
  live,
  metrics,
  models,
  modelHealth,
  organizations,
  otlp,
  permissions,
  pipeline,
  projects,
  rescans,
  roles,
  savedViews,
  spending,
  sql,
  team,
  outbox,
  token,
  uploads,
  usage,
  usageLogs,
  vendorCatalogue,
  vendors,
  workspaces,
].flatMap((resource) => Object.values(resource))
