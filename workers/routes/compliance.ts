import { ok } from '../../analytics/result.ts'
import { detectors } from '../../detectors/index.ts'
import { route } from '../http/route.ts'

export const detectorCatalogue = route('GET /compliance/detectors', {
  summary: 'The detectors that every text is scanned with.',
  permission: 'detectors:read',
  handle: async () =>
    ok({
      items: detectors.map(({ code, label, category, severity, dataType }) => ({
        code,
        label,
        category,
        severity,
        data_type: dataType,
      })),
    }),
})
