import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Session tokens of AWS. */
export const awsSessionToken = vendorSecret({
  code: 'secret_aws_session_token',
  label: 'AWS Session Token',
  hints: ['iqojb3jpz2lu', 'fwogzxivyxdz', 'fqogzxivyxdz'],
  shape: '(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/]{80,2000}={0,2}',
  samples: [`IQoJb3JpZ2luX2Vj${madeUp('base64', 300)}`],
})
