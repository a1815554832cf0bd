import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Long-term and short-term API keys of Amazon Bedrock. */
export const awsBedrockKey = vendorSecret({
  code: 'secret_aws_bedrock_key',
  label: 'AWS Bedrock Key',
  hints: ['absk', 'bedrock-api-key-'],
  shape: '(?:ABSK[A-Za-z0-9+/]{109,269}|bedrock-api-key-[A-Za-z0-9+/]{100,2000})={0,2}',
  samples: [`ABSK${madeUp('base64', 128)}`, `bedrock-api-key-${madeUp('base64', 300)}`],
})
