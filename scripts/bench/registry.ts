import type { Figure } from './figure.ts'
import { audit } from './figures/audit.ts'
import { collection } from './figures/collection.ts'
import { detecting } from './figures/detectors.ts'
import { ingest } from './figures/ingest.ts'
import { limits } from './figures/limits.ts'
import { live } from './figures/live.ts'
import { overview } from './figures/overview.ts'
import { permission } from './figures/permission.ts'
import { post } from './figures/post.ts'
import { queryable } from './figures/queryable.ts'
import { start } from './figures/start.ts'

/** Every figure, in the order they are measured. */
export const registry: readonly Figure[] = Object.freeze([
  start,
  ingest,
  overview,
  post,
  queryable,
  live,
  limits,
  detecting,
  audit,
  permission,
  collection,
])
