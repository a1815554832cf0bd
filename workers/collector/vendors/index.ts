import type { Vendor } from '../vendor.ts'
import { anthropic } from './anthropic.ts'
import { azureOpenai } from './azure-openai.ts'
import { bedrock } from './bedrock.ts'
import { cohere } from './cohere.ts'
import { cursor } from './cursor.ts'
import { deepseek } from './deepseek.ts'
import { gemini } from './gemini.ts'
import { githubCopilot } from './github-copilot.ts'
import { huggingface } from './huggingface.ts'
import { langfuse } from './langfuse.ts'
import { litellm } from './litellm.ts'
import { mistral } from './mistral.ts'
import { ollama } from './ollama.ts'
import { openai } from './openai.ts'
import { openrouter } from './openrouter.ts'
import { perplexity } from './perplexity.ts'
import { vertex } from './vertex.ts'
import { xai } from './xai.ts'

/** The vendors that can be collected from. */
export const vendors: readonly Vendor[] = [
  anthropic,
  azureOpenai,
  bedrock,
  cohere,
  cursor,
  deepseek,
  gemini,
  githubCopilot,
  huggingface,
  langfuse,
  litellm,
  mistral,
  ollama,
  openai,
  openrouter,
  perplexity,
  vertex,
  xai,
]
