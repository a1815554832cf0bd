import { describe, expect, it } from 'vitest'
import { type Finding, mostSevere, redact, scan } from '../index.ts'

const found = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  code: 'pii_email',
  start,
  end,
  level: 'high',
  confidence: 0.95,
  severity: 'low',
  ...more,
})

describe('redact', () => {
  it('puts the placeholder where something was found and points the findings at it', () => {
    const text = 'mail anna@contoso.com or call (415) 867-5309 now'
    const redacted = redact(text, scan(text).findings)
    expect(redacted.text).toBe('mail [REDACTED] or call [REDACTED] now')
    expect(redacted.findings.map(({ code, start, end }) => [code, redacted.text.slice(start, end)])).toEqual([
      ['pii_email', '[REDACTED]'],
      ['pii_phone', '[REDACTED]'],
    ])
  })

  it('takes another form of placeholder, also an empty one', () => {
    expect(redact('abcdef', [found(1, 3)], { form: '#' })).toEqual({ text: 'a#def', findings: [found(1, 2)] })
    expect(redact('abcdef', [found(1, 3)], { form: '' }).text).toBe('adef')
  })

  it('gives one placeholder to findings that overlap, touch or contain each other', () => {
    const { text, findings } = redact('abcdefgh', [found(1, 5), found(2, 3), found(4, 6), found(6, 7)])
    expect(text).toBe('a[REDACTED]h')
    expect(findings.map(({ start, end }) => [start, end])).toEqual(Array(4).fill([1, 11]))
  })

  it('keeps findings apart that do not touch', () => {
    expect(redact('abcd', [found(2, 3), found(0, 1)]).text).toBe('[REDACTED]b[REDACTED]d')
  })

  it('never cuts a character of two units', () => {
    expect(redact('a😀b', [found(0, 2)]).text).toBe('[REDACTED]b')
    expect(redact('a😀b', [found(2, 4)]).text).toBe('a[REDACTED]')
    expect(redact('😀😀', [found(0, 2)]).text).toBe('[REDACTED]😀')
  })

  it('ignores empty spans and cuts those that reach past the text', () => {
    expect(redact('abc', [found(1, 1)])).toEqual({ text: 'abc', findings: [] })
    expect(redact('abc', [found(2, 9)]).text).toBe('ab[REDACTED]')
    expect(redact('', [])).toEqual({ text: '', findings: [] })
  })

  it('leaves nothing to find', () => {
    const text = 'SSN 536-22-8145, card 4539 1488 0343 6467, a@contoso.com'
    expect(scan(redact(text, scan(text).findings).text).findings).toEqual([])
  })
})

describe('mostSevere', () => {
  it('takes the worst severity, then the surest', () => {
    const worst = found(5, 6, { severity: 'critical', confidence: 0.5 })
    expect(mostSevere([found(0, 1), worst])).toBe(worst)
    const surer = found(5, 6, { confidence: 0.99 })
    expect(mostSevere([found(0, 1), surer])).toBe(surer)
    expect(mostSevere([])).toBeUndefined()
  })
})
