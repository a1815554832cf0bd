import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Long-term API keys of Amazon Bedrock. */
export const awsBedrockKey = vendorSecret({
  code: 'secret_aws_bedrock_key',
  label: 'AWS Bedrock Key',
  hints: ['absk'],
  shape: 'ABSK[A-Za-z0-9+/]{109,269}={0,2}',
  samples: [`ABSK${madeUp('base64', 128)}`],
})
