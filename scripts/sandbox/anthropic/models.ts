import { listedModel, type Model } from '../models.ts'

/** The models in use at Anthropic, by the names that its bill gives them. */
export const anthropicModels: readonly Model[] = Object.freeze([
  listedModel('anthropic', 'claude-sonnet-5', 'Claude Sonnet 5'),
  listedModel('anthropic', 'claude-opus-4-8', 'Claude Opus 4.8'),
  listedModel('anthropic', 'claude-haiku-4-5-20251001', 'Claude Haiku 4.5'),
])
