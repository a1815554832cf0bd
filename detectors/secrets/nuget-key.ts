import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of NuGet. */
export const nugetKey = vendorSecret({
  code: 'secret_nuget_key',
  label: 'NuGet Key',
  hints: ['oy2'],
  shape: 'oy2[a-z0-9]{43}',
  samples: [`oy2${madeUp('lower', 43)}`],
})
