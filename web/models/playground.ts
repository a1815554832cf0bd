import { api } from '../lib/api.ts'
import { thresholdsOf } from './catalogue.ts'
import { engineForm } from './own-detectors.ts'
import { type Resource, resource } from './resource.ts'
import type { ScanQuestion } from './scan-text.ts'

/** What the organization makes of detection, as a scan takes it. */
export type OwnWord = Pick<ScanQuestion, 'custom' | 'thresholds'>

/** Fetched once, so that nothing is asked for while texts are scanned. */
export function ownWordModel(): Resource<OwnWord> {
  const word = resource(async (signal): Promise<OwnWord> => {
    const [catalogue, own] = await Promise.all([
      api('GET /compliance/detectors', { signal }),
      api('GET /compliance/custom-detectors', { signal }),
    ])
    return { custom: own.items.map(engineForm), thresholds: thresholdsOf(catalogue.items) }
  })
  void word.load()
  return word
}
