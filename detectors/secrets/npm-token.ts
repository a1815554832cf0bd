import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Access tokens of the npm registry. */
export const npmToken = vendorSecret({
  code: 'secret_npm_token',
  label: 'npm Token',
  hints: ['npm_'],
  shape: 'npm_[A-Za-z0-9]{36}',
  samples: [`npm_${madeUp('alnum', 36)}`],
  ignore: [['npm_config_registry_authentication_token_value', 'a variable of the environment']],
})
