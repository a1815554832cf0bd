import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people and organizations at Docker. */
export const dockerToken = vendorSecret({
  code: 'secret_docker_token',
  label: 'Docker Token',
  hints: ['dckr_pat_', 'dckr_oat_'],
  shape: 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{27,40}',
  samples: [`dckr_pat_${madeUp('url', 27)}`, `dckr_oat_${madeUp('url', 32)}`],
})
