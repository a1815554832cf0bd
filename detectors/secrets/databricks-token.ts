import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Databricks. */
export const databricksToken = vendorSecret({
  code: 'secret_databricks_token',
  label: 'Databricks Token',
  hints: ['dapi', 'dose', 'dkea'],
  shape: '(?:dapi|dose|dkea)[0-9a-f]{32}(?:-\\d)?',
  samples: [`dapi${madeUp('hex', 32)}`, `dapi${madeUp('hex', 32, 2)}-2`],
})
