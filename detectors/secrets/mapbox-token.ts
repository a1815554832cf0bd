import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Secret tokens of Mapbox. */
export const mapboxToken = vendorSecret({
  code: 'secret_mapbox_token',
  label: 'Mapbox Token',
  hints: ['sk.ey', 'tk.ey'],
  shape: '[st]k\\.ey[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,50}',
  samples: [`sk.eyJ${madeUp('url', 76)}.${madeUp('url', 22)}`],
})
