import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of WakaTime. */
export const wakatimeKey = vendorSecret({
  code: 'secret_wakatime_key',
  label: 'WakaTime Key',
  hints: ['waka_'],
  shape: 'waka_(?:sec_|tok_|ref_)?(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[A-Za-z0-9]{60,90})',
  samples: [`waka_${madeUpUuid()}`],
})
