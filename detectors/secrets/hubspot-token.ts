import { madeUpUuid } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Private app tokens of HubSpot. */
export const hubspotToken = vendorSecret({
  code: 'secret_hubspot_token',
  label: 'HubSpot Token',
  hints: ['pat-na0-', 'pat-eu0-', 'pat-ap0-'],
  shape: 'pat-(?:na|eu|ap)\\d-[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
  samples: [`pat-na1-${madeUpUuid()}`],
})
