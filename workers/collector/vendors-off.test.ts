import { describe, expect, it } from 'vitest'
import { isOn, vendorsOff } from './vendors-off.ts'

describe('vendors that the operator switched off', () => {
  it.each([
    ['', []],
    ['openai', ['openai']],
    [' openai , ,xai,openai', ['openai', 'xai']],
  ])('are those that "%s" names, each once', (VENDORS_OFF, ids) => {
    expect(vendorsOff({ VENDORS_OFF })).toEqual(ids)
  })

  it('are off by their whole name only', () => {
    const env = { VENDORS_OFF: 'openai, xai' }
    expect(['openai', 'xai', 'open', 'azure_openai', ''].map((id) => isOn(env, id))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ])
  })
})
