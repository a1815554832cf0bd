import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** GitHub personal access tokens with fine-grained permissions. */
export const githubPat = vendorSecret({
  code: 'secret_github_pat',
  label: 'GitHub Fine-Grained Token',
  hints: ['github_pat_'],
  shape: 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}|github_pat_[A-Za-z0-9_]{82}',
  samples: [`github_pat_${madeUp('alnum', 22)}_${madeUp('alnum', 59)}`],
})
