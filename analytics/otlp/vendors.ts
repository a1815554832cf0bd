/** Who is meant by the names that instrumentations give, today's and those of before, in small letters. */
const vendorOfProvider: Readonly<Record<string, string>> = {
  openai: 'openai',
  anthropic: 'anthropic',
  'aws.bedrock': 'bedrock',
  aws: 'bedrock',
  bedrock: 'bedrock',
  aws_bedrock: 'bedrock',
  amazon_bedrock: 'bedrock',
  'azure.ai.openai': 'azure_openai',
  'azure.ai.inference': 'azure_openai',
  'az.ai.openai': 'azure_openai',
  'az.ai.inference': 'azure_openai',
  azure: 'azure_openai',
  'azure-openai': 'azure_openai',
  azure_openai: 'azure_openai',
  'gcp.gemini': 'gemini',
  'gcp.gen_ai': 'gemini',
  gemini: 'gemini',
  google: 'gemini',
  'google.generativeai': 'gemini',
  google_genai: 'gemini',
  'gcp.vertex_ai': 'vertex',
  'google.vertex': 'vertex',
  vertexai: 'vertex',
  vertex_ai: 'vertex',
  cohere: 'cohere',
  mistral_ai: 'mistral',
  mistralai: 'mistral',
  mistral: 'mistral',
  x_ai: 'xai',
  xai: 'xai',
  perplexity: 'perplexity',
  deepseek: 'deepseek',
  ollama: 'ollama',
  huggingface: 'huggingface',
  openrouter: 'openrouter',
  litellm: 'litellm',
}

/** The vendor that a provider's name means; one that is not known keeps its name where that can be one. */
export function vendorOfProviderName(name: string): string | undefined {
  const plain = name.trim().toLowerCase()
  for (const each of [plain, plain.split(/[./]/, 1)[0] ?? '']) {
    if (Object.hasOwn(vendorOfProvider, each)) return vendorOfProvider[each]
  }
  const id = plain.replaceAll(/[^a-z0-9]+/g, '_')
  return /^[a-z][a-z0-9_]{0,62}$/.test(id) ? id : undefined
}
