import type { Detector } from './detector.ts'
import { phiDetectors } from './phi/index.ts'
import { piiDetectors } from './pii/index.ts'
import { secretDetectors } from './secrets/index.ts'
import { securityDetectors } from './security/index.ts'

/** Every detector, in the order of the catalogue. */
export const registry: readonly Detector[] = Object.freeze([
  ...piiDetectors,
  ...phiDetectors,
  ...secretDetectors,
  ...securityDetectors,
])
