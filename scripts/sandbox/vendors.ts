import { anthropicVendor } from './anthropic/vendor.ts'
import { azureOpenaiVendor } from './azure_openai/vendor.ts'
import { bedrockVendor } from './bedrock/vendor.ts'
import { cohereVendor } from './cohere/vendor.ts'
import { cursorVendor } from './cursor/vendor.ts'
import { deepseekVendor } from './deepseek/vendor.ts'
import { geminiVendor } from './gemini/vendor.ts'
import { githubCopilotVendor } from './github_copilot/vendor.ts'
import { huggingfaceVendor } from './huggingface/vendor.ts'
import { langfuseVendor } from './langfuse/vendor.ts'
import { litellmVendor } from './litellm/vendor.ts'
import { mistralVendor } from './mistral/vendor.ts'
import { ollamaVendor } from './ollama/vendor.ts'
import { openaiVendor } from './openai/vendor.ts'
import { openrouterVendor } from './openrouter/vendor.ts'
import { perplexityVendor } from './perplexity/vendor.ts'
import { vertexVendor } from './vertex/vendor.ts'
import type { Vendor } from './wire.ts'
import { xaiVendor } from './xai/vendor.ts'

/** Every vendor that the sandbox stands in for, for the demo company of a seed. */
export const sandboxVendors = (seed: string): readonly Vendor[] => [
  anthropicVendor(seed),
  azureOpenaiVendor(seed),
  bedrockVendor(seed),
  cohereVendor(seed),
  cursorVendor(seed),
  deepseekVendor(seed),
  geminiVendor(seed),
  githubCopilotVendor(seed),
  huggingfaceVendor(seed),
  langfuseVendor(seed),
  litellmVendor(seed),
  mistralVendor(seed),
  ollamaVendor(seed),
  openaiVendor(seed),
  openrouterVendor(seed),
  perplexityVendor(seed),
  vertexVendor(seed),
  xaiVendor(seed),
]
