import type { Figure } from './figure.ts'
import { ingest } from './figures/ingest.ts'
import { live } from './figures/live.ts'
import { overview } from './figures/overview.ts'
import { post } from './figures/post.ts'
import { queryable } from './figures/queryable.ts'
import { scanning } from './figures/scan.ts'
import { start } from './figures/start.ts'

/** Every figure, in the order they are measured. */
export const registry: readonly Figure[] = Object.freeze([
  start,
  ingest,
  overview,
  post,
  queryable,
  live,
  scanning,
])
