import type { Figure } from './figure.ts'
import { audit } from './figures/audit.ts'
import { collection } from './figures/collection.ts'
import { costs } from './figures/costs.ts'
import { detecting } from './figures/detectors.ts'
import { ingest } from './figures/ingest.ts'
import { limits } from './figures/limits.ts'
import { live } from './figures/live.ts'
import { memory } from './figures/memory.ts'
import { overview } from './figures/overview.ts'
import { permission } from './figures/permission.ts'
import { post } from './figures/post.ts'
import { queryable } from './figures/queryable.ts'
import { rescan } from './figures/rescan.ts'
import { sql } from './figures/sql.ts'
import { start } from './figures/start.ts'

/** Every figure, in the order they are measured. */
export const registry: readonly Figure[] = Object.freeze([
  start,
  ingest,
  overview,
  costs,
  post,
  queryable,
  sql,
  memory,
  live,
  limits,
  detecting,
  audit,
  permission,
  collection,
  rescan,
])
