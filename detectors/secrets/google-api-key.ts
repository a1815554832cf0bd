import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Google APIs, Gemini among them. */
export const googleApiKey = vendorSecret({
  code: 'secret_google_api_key',
  label: 'Google API Key',
  hints: ['aiza', 'aq.ab'],
  shape: '(?:AIza[A-Za-z0-9_-]{35}|AQ\\.Ab[A-Za-z0-9_-]{40,80})(?![A-Za-z0-9_-])',
  samples: [`AIza${madeUp('url', 35)}`, `AQ.Ab8${madeUp('url', 49)}`],
})
