import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Tailscale. */
export const tailscaleKey = vendorSecret({
  code: 'secret_tailscale_key',
  label: 'Tailscale Key',
  hints: ['tskey-'],
  shape: 'tskey-(?:(?:auth|api|client|webhook|scim)-)?[A-Za-z0-9]{10,24}-[A-Za-z0-9]{20,40}',
  samples: [`tskey-auth-${madeUp('alnum', 16)}CNTRL-${madeUp('alnum', 32)}`],
})
