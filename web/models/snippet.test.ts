import { expect, it } from 'vitest'
import type { EventFinding } from '../../analytics/contract/event.ts'
import { snippetOf } from './snippet.ts'

const finding = (code: string, start: number, end: number, field: 'prompt' | 'response' = 'prompt') =>
  ({ code, start, end, field, level: 'high', confidence: 1 }) satisfies EventFinding
const code = 'x'.repeat(300)
const shown = (findings: EventFinding[], given: Partial<Parameters<typeof snippetOf>[0]> = {}) => {
  const snippet = snippetOf({
    findings,
    compliance_hits: ['pii_email', 'pii_phone'],
    violation_type: 'pii_phone',
    prompt_excerpt: `${code} call [NUMBER] or [MAIL] ${code}`,
    response_excerpt: 'Write to [MAIL].',
    ...given,
  })
  return (
    snippet && {
      ...snippet,
      marked: snippet.findings.map(({ start, end }) => snippet.text.slice(start, end)),
    }
  )
}
const inPrompt = [
  finding('security_source_code', 0, 300),
  finding('pii_email', 318, 324),
  finding('pii_phone', 306, 314),
]

it('surrounds what the event is listed for, and marks what is named beside it', () => {
  const snippet = shown(inPrompt)
  expect(snippet).toMatchObject({ marked: ['[MAIL]', '[NUMBER]'], isCutBefore: true, isCutAfter: true })
  expect(snippet?.text).toHaveLength(90 + 8 + 90)
})

it('is cut between words, and within one only where it is very long', () => {
  const before =
    'The quarterly figures of the eastern branches are affected by this change, and the most so in May'
  const after =
    'is who will read the whole of it first, and then it goes out to the partners in every country'
  const prompt_excerpt = `${before} [NUMBER] ${after}`
  const start = before.length + 1
  const snippet = shown([finding('pii_phone', start, start + 8)], { prompt_excerpt })
  expect(snippet).toMatchObject({ marked: ['[NUMBER]'], isCutBefore: true, isCutAfter: true })
  expect(snippet?.text.startsWith('figures of the eastern')).toBe(true)
  expect(snippet?.text.endsWith('partners in every')).toBe(true)
})

it('is cut beside an emoji or an accented letter, never within one', () => {
  const family = '👩‍👩‍👧'
  for (const character of [family, 'e\u0301', '👍🏽']) {
    for (let shift = 0; shift < character.length; shift++) {
      const around = character.repeat(60)
      const prompt_excerpt = `${'x'.repeat(shift)}${around}[NUMBER]${'y'.repeat(shift)}${around}`
      const start = prompt_excerpt.indexOf('[')
      const text = shown([finding('pii_phone', start, start + 8)], { prompt_excerpt })?.text ?? ''
      const [before = '', after = ''] = text.split('[NUMBER]')
      expect([character, before.length % character.length]).toEqual([character, 0])
      expect([character, (after.length - shift) % character.length]).toEqual([character, 0])
    }
  }
})

it('surrounds something else that is named where the excerpt has lost that', () => {
  expect(shown(inPrompt.slice(0, 2))?.marked).toEqual(['[MAIL]'])
  expect(shown([finding('pii_email', 9, 15, 'response')])).toMatchObject({
    text: 'Write to [MAIL].',
    marked: ['[MAIL]'],
    isCutBefore: false,
    isCutAfter: false,
  })
})

it('marks what lies whole in the surroundings, and nothing of the other text', () => {
  const around = { violation_type: 'pii_email', compliance_hits: ['pii_email'] }
  const marks = (...others: EventFinding[]) =>
    shown([finding('pii_email', 318, 324), ...others], around)?.findings.map(({ start, end }) => [start, end])
  const mail = [90, 96]
  expect(marks(finding('pii_email', 228, 230), finding('pii_email', 412, 414))).toEqual([
    mail,
    [0, 2],
    [184, 186],
  ])
  expect(marks(finding('pii_email', 227, 230), finding('pii_email', 412, 415))).toEqual([mail])
  expect(marks(finding('pii_email', 227, 415))).toEqual([mail])
  expect(marks(finding('pii_email', 320, 322, 'response'))).toEqual([mail])
})

it.each([
  [90, false],
  [91, true],
])('at the character %i is cut before: %s', (start, isCutBefore) => {
  const email = finding('pii_email', start, start + 1)
  expect(shown([email])).toMatchObject({ isCutBefore, findings: [{ start: 90, end: 91 }] })
})

it('shows what was found when nothing of it is named', () => {
  expect(shown([finding('other', 301, 305)])?.marked).toEqual(['call'])
})

it('is nothing without a finding, or without the text that it stood in', () => {
  expect(shown([])).toBeNull()
  expect(shown([finding('pii_email', 9, 15, 'response')], { response_excerpt: null })).toBeNull()
})
