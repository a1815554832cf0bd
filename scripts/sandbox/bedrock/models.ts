import { listedModel, type Model } from '../models.ts'
import type { Call } from '../traffic.ts'

/** The models in use at Bedrock, by the names of their services on the bill. */
export const bedrockModels: readonly Model[] = Object.freeze([
  listedModel('aws', 'anthropic.claude-sonnet-4-6-v1:0', 'Claude Sonnet 4.6 (Amazon Bedrock Edition)'),
  listedModel('aws', 'amazon.nova-pro-v1:0', 'Amazon Bedrock'),
  listedModel('aws', 'openai.gpt-oss-120b-1:0', 'Amazon Bedrock Service Tier'),
])

export const HOME_REGION = 'us-east-1'
export const PATIENT_REGION = 'eu-central-1'

/** Where a call runs. */
export function regionOf({ caller }: Call): string {
  return caller.account.team.id === 'clinical' ? PATIENT_REGION : HOME_REGION
}

/** Whether a call goes through the endpoint that speaks as OpenAI does. */
export function isMantle({ model }: Call): boolean {
  return model.id.startsWith('openai.')
}
