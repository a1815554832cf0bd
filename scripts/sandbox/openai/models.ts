import { listedModel, type Model } from '../models.ts'

/** The models in use at OpenAI. */
export const openaiModels: readonly Model[] = Object.freeze(
  ['gpt-5.2-2025-12-11', 'gpt-5.1-2025-11-13', 'gpt-5-mini-2025-08-07', 'gpt-4.1-2025-04-14'].map((id) =>
    listedModel('openai', id),
  ),
)
