/** The AI vendors that the product knows by name. Custom vendors have ids of their own. */
export const vendorLabels = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  azure_openai: 'Azure OpenAI',
  gemini: 'Gemini',
  vertex: 'Vertex AI',
  bedrock: 'AWS Bedrock',
  xai: 'xAI',
  mistral: 'Mistral',
  cohere: 'Cohere',
  huggingface: 'Hugging Face',
  openrouter: 'OpenRouter',
  perplexity: 'Perplexity',
  deepseek: 'DeepSeek',
  ollama: 'Ollama',
  cursor: 'Cursor',
  github_copilot: 'GitHub Copilot',
  litellm: 'LiteLLM',
  langfuse: 'Langfuse',
} as const

/** A vendor's name for people; a custom vendor is shown by its id. */
export function vendorLabel(vendorId: string): string {
  return (vendorLabels as Record<string, string>)[vendorId] ?? (vendorId === 'custom' ? 'Custom' : vendorId)
}

/** What a vendor can report: counts, money, who did what, text, names. */
export const streamKinds = ['usage', 'cost', 'audit', 'content', 'inventory'] as const
export type StreamKind = (typeof streamKinds)[number]
