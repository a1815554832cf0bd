import { describe, expect, it } from 'vitest'
import { llmRisk } from './llm-risk.ts'

const words = (chars: number) => 'x'.repeat(chars)

describe('the risk of a call', () => {
  it.each<[string, string, string[], number, string, string[]]>([
    ['nothing', '', [], 0, 'normal', []],
    ['length alone', words(5000), [], 0.2, 'normal', ['long_prompt']],
    ['one character below long', words(1999), [], 0.1999, 'normal', []],
    ['sensitive words', 'my PASSWORD', [], 0.5011, 'suspicious', ['sensitive_content']],
    ['a secret', '', ['secret_aws_key'], 0.5, 'suspicious', ['sensitive_content']],
    ['an attack', '', ['prompt_injection'], 0.3, 'normal', ['jailbreak_pattern']],
    ['an attack of half length', words(1000), ['prompt_injection'], 0.4, 'suspicious', ['jailbreak_pattern']],
    ['an attack just below', words(999), ['prompt_injection'], 0.3999, 'normal', ['jailbreak_pattern']],
    [
      'a secret in a long text',
      words(2000),
      ['secret_x'],
      0.7,
      'suspicious',
      ['sensitive_content', 'long_prompt'],
    ],
    [
      'a secret and an attack',
      '',
      ['secret_x', 'prompt_injection'],
      0.8,
      'risky',
      ['sensitive_content', 'jailbreak_pattern'],
    ],
    [
      'everything',
      words(2000),
      ['secret_x', 'prompt_injection'],
      1,
      'risky',
      ['sensitive_content', 'jailbreak_pattern', 'long_prompt'],
    ],
    ['personal data without a secret', '', ['pii_ssn', 'not_secret_x'], 0, 'normal', []],
  ])('of %s', (_, prompt, codes, score, label, flags) => {
    const risk = llmRisk(prompt, codes)
    expect(risk.score).toBeCloseTo(score, 4)
    expect(risk).toMatchObject({ label, flags })
  })

  it.each([
    'api key',
    'API-Keys',
    'api_key',
    'apikeys',
    'secrets',
    'database access',
    'private data',
    'Credential',
  ])('knows %s for sensitive', (phrase) =>
    expect(llmRisk(`the ${phrase}.`, []).flags).toEqual(['sensitive_content']),
  )

  it.each(['passwordless', 'secretary', 'api  key', 'database', 'credentialed'])('lets %s pass', (phrase) =>
    expect(llmRisk(`the ${phrase}.`, []).flags).toEqual([]),
  )
})
