import { api } from '../lib/api.ts'
import { catalogueLevel } from '../lib/detection-words.ts'
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
    const changed = catalogue.items.filter(({ minimum_level }) => minimum_level !== catalogueLevel)
    return {
      custom: own.items.map(engineForm),
      thresholds: Object.fromEntries(changed.map(({ code, minimum_level }) => [code, minimum_level])),
    }
  })
  void word.load()
  return word
}
