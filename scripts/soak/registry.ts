import type { Soak } from './soak-run.ts'
import { collection } from './soaks/collection.ts'
import { live } from './soaks/live.ts'
import { stream } from './soaks/stream.ts'

/** Every soak. */
export const registry: readonly Soak[] = Object.freeze([collection, live, stream])
