import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** GitHub tokens of people, apps and installations; the newer long ones have dots. */
export const githubToken = vendorSecret({
  code: 'secret_github_token',
  label: 'GitHub Token',
  hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
  shape: 'gh[pousr]_(?:[A-Za-z0-9]{36}(?![A-Za-z0-9._-]{4})|[A-Za-z0-9._-]{40,520})',
  samples: [`ghp_${madeUp('alnum', 36)}`, `gho_${madeUp('alnum', 36, 2)}`, `ghs_${madeUp('alnum', 36, 3)}`],
})
