const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^(?:gpt|chatgpt|o[1-9]|text-embedding|dall-e|whisper|tts|davinci|codex|sora)\b/i, 'openai'],
  [/^claude\b/i, 'anthropic'],
  [/^(?:gemini|gemma|palm)\b/i, 'gemini'],
  [/^(?:mistral|mixtral|codestral|ministral|magistral|pixtral)\b/i, 'mistral'],
  [/^(?:command|embed|rerank|aya)\b/i, 'cohere'],
  [/^grok\b/i, 'xai'],
  [/^deepseek\b/i, 'deepseek'],
  [/^(?:sonar|pplx)\b/i, 'perplexity'],
]

export const unknownVendorId = 'custom'

/** The vendor that a model's name speaks of, for senders that do not say; `custom` when it tells nothing. */
export function vendorOfModel(model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1)
  return prefixes.find(([pattern]) => pattern.test(name))?.[1] ?? unknownVendorId
}
