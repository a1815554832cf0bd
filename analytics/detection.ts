import type { AllowList, Category, CustomDetector, Thresholds } from '../detectors/index.ts'

/** What an organization makes of detection. Without anything the catalogue's word holds. */
export type DetectionProfile = {
  thresholds: Thresholds
  allowed: AllowList['entries']
  custom: readonly CustomDetector[]
  /** What its own detectors are called, by code. */
  labels: ReadonlyMap<string, { label: string; category: Category }>
}

export const catalogueProfile: DetectionProfile = Object.freeze({
  thresholds: {},
  allowed: [],
  custom: [],
  labels: new Map(),
})
