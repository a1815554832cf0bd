import { describe, expect, it } from 'vitest'
import { vendorLabels } from './contract/vendors.ts'
import { unknownVendorId, vendorOfModel } from './vendor-of-model.ts'

describe('the vendor of a model', () => {
  it.each([
    ['gpt-5-mini', 'openai'],
    ['GPT-4o', 'openai'],
    ['o1', 'openai'],
    ['o3-mini', 'openai'],
    ['text-embedding-3-large', 'openai'],
    ['claude-opus-4', 'anthropic'],
    ['gemini-2.5-pro', 'gemini'],
    ['codestral-2508', 'mistral'],
    ['command-r-plus', 'cohere'],
    ['grok-4', 'xai'],
    ['deepseek-chat', 'deepseek'],
    ['sonar-pro', 'perplexity'],
    ['anthropic/claude-opus-4', 'anthropic'],
    ['models/gemini-2.5-pro', 'gemini'],
    ['azure/openai/gpt-4o', 'openai'],
  ])('of %s is %s', (model, vendorId) => {
    expect(vendorOfModel(model)).toBe(vendorId)
    expect(Object.keys(vendorLabels)).toContain(vendorId)
  })

  it.each([
    '',
    '/',
    'gpt/',
    'house-gpt-5',
    'o0',
    'orca-mini',
    'commander',
    'claudette',
    'openai',
    'my-org/house-model',
  ])('of %j is not guessed', (model) => expect(vendorOfModel(model)).toBe(unknownVendorId))
})
