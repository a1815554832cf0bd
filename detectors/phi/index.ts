import type { Detector } from '../detector.ts'
import { dob } from './dob.ts'
import { mrn } from './mrn.ts'

/** Health data, in the order of the catalogue. */
export const phiDetectors: readonly Detector[] = [mrn, dob]
