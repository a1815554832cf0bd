import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Figma. */
export const figmaToken = vendorSecret({
  code: 'secret_figma_token',
  label: 'Figma Token',
  hints: ['figd_', 'figo_', 'figor_'],
  shape: 'fig(?:d|o|or)_[A-Za-z0-9_-]{40,60}',
  samples: [`figd_${madeUp('url', 40)}`],
})
