import { plainName } from './plain-name.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Gemini's `usageMetadata` in the contract's names. What was cached is a part of the prompt; what tools put into it and the
 * thoughts are counted beside. A count of 0 is left out by its writer. Source: ai.google.dev, UsageMetadata.
 */
export function geminiUsage(usage: Fields): Fields {
  const counts = Object.fromEntries(Object.entries(usage).map(([name, count]) => [plainName(name), count]))
  const { cached_content_token_count: cached, thoughts_token_count: thought } = counts
  return {
    tokens_in: sum(counts.prompt_token_count, counts.tool_use_prompt_token_count),
    tokens_out: sum(counts.candidates_token_count, thought),
    ...(cached === undefined ? {} : { tokens_cached: cached }),
    ...(thought === undefined ? {} : { tokens_reasoning: thought }),
  }
}

/** What is no number stays as it is, to be told to its sender. */
const sum = (one: unknown, other: unknown): unknown => {
  const counts = [one ?? 0, other ?? 0]
  return counts.find((count) => typeof count !== 'number') ?? Number(counts[0]) + Number(counts[1])
}
