import type { Detector } from '../detector.ts'
import { auMedicare } from './au-medicare.ts'
import { deKvnr } from './de-kvnr.ts'
import { dea } from './dea.ts'
import { dob } from './dob.ts'
import { healthPlan } from './health-plan.ts'
import { hicn } from './hicn.ts'
import { icd10 } from './icd10.ts'
import { mbi } from './mbi.ts'
import { mrn } from './mrn.ts'
import { ndc } from './ndc.ts'
import { npi } from './npi.ts'

/** Health data, in the order of the catalogue. */
export const phiDetectors: readonly Detector[] = [
  mrn,
  dob,
  npi,
  dea,
  mbi,
  hicn,
  healthPlan,
  icd10,
  ndc,
  auMedicare,
  deKvnr,
]
