import type { Route } from '../http/route.ts'
import * as auth from './auth.ts'
import * as collector from './collector.ts'
import * as compliance from './compliance.ts'
import * as dashboard from './dashboard.ts'
import * as docs from './docs.ts'
import * as events from './events.ts'
import * as health from './health.ts'
import * as ingest from './ingest.ts'
import * as live from './live.ts'
import * as metrics from './metrics.ts'
import * as vendors from './vendors.ts'

/** Every route. A file that is not here does not exist for the router; a test finds it. */
export const routes: readonly Route[] = [
  auth,
  collector,
  compliance,
  dashboard,
  docs,
  events,
  health,
  ingest,
  live,
  metrics,
  vendors,
].flatMap((resource) => Object.values(resource))
