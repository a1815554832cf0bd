import { expect, test } from 'vitest'
import { type Setting, settingProblems, settingValues } from './setting-fields.tsx'

const setting = (name: string, pattern: string, required: boolean): Setting => ({
  name,
  label: 'Organization',
  help: 'As in addresses.',
  pattern,
  required,
})
const org = setting('org', '[a-z]+', true)
const region = setting('region', 'eu|us', false)

test('each setting is checked as a whole against what the vendor declares', () => {
  const problems = (values: Record<string, string>) => Object.values(settingProblems([org, region], values))
  expect(problems({ 'settings.org': ' acme ', 'settings.region': '' })).toEqual([null, null])
  expect(problems({ 'settings.org': '', 'settings.region': 'us' })).toEqual([
    'Organization is missing.',
    null,
  ])
  expect(problems({ 'settings.org': 'acme1', 'settings.region': 'eux' })).toEqual([
    'This is no Organization. As in addresses.',
    'This is no Organization. As in addresses.',
  ])
})

test('only what was filled in is sent', () => {
  expect(settingValues([org, region], { 'settings.org': ' acme ', 'settings.region': ' ' })).toEqual({
    org: 'acme',
  })
})
