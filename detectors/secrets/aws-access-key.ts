import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** AWS access key ids: four letters that tell the kind, then 16 that hold the account. */
export const awsAccessKey = vendorSecret({
  code: 'secret_aws_access_key',
  label: 'AWS Access Key',
  hints: ['akia', 'asia', 'abia', 'acca'],
  shape: 'A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}',
  samples: [`AKIA${madeUp('upper', 16)}`, `ASIA${madeUp('upper', 16, 2)}`],
  published: ['AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE'],
})
