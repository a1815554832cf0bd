import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Upload tokens of the Python package index. */
export const pypiToken = vendorSecret({
  code: 'secret_pypi_token',
  label: 'PyPI Token',
  hints: ['pypi-'],
  shape: 'pypi-(?:AgE[A-Za-z0-9_-]{50,1000}|[A-Za-z0-9_-]{80,1000})',
  samples: [`pypi-AgEIcHlwaS5vcmc${madeUp('url', 140)}`],
})
