import { describe, expect, it } from 'vitest'
import { redact, restore, scan } from '../index.ts'
import type { Form } from './forms.ts'

const key = Uint8Array.from({ length: 32 }, (_, i) => i + 1)
const text = 'mail anna@contoso.com, SSN 536-22-8145, card 4539 1488 0343 6467.'
const { findings } = scan(text)
const redacted = (how: Form) => redact(text, findings, how).text

describe('the forms of redaction', () => {
  it('masks character by character', () => {
    expect(redacted({ as: 'mask' })).toBe(
      `mail ${'*'.repeat(16)}, SSN ${'*'.repeat(11)}, card ${'*'.repeat(19)}.`,
    )
  })

  it('labels with the code of the detector', () => {
    expect(redacted({ as: 'label' })).toBe('mail [pii_email], SSN [pii_ssn], card [pii_credit_card].')
  })

  it('keeps the last four letters and digits, and all separators', () => {
    expect(redacted({ as: 'partial' })).toBe(
      'mail ****@*******.*om, SSN ***-**-8145, card **** **** **** 6467.'.replace(
        '*******.*om',
        '******o.com',
      ),
    )
  })

  it('takes the name of a form that needs nothing besides', () => {
    for (const as of ['placeholder', 'mask', 'label', 'partial'] as const) {
      expect(redact(text, findings, as)).toEqual(redact(text, findings, { as }))
    }
  })

  it('masks all of a value that is too short to keep a part of', () => {
    const short = {
      code: 'custom_x',
      start: 0,
      end: 7,
      level: 'high',
      confidence: 1,
      severity: 'low',
    } as const
    expect(redact('abc-123', [short], { as: 'partial' }).text).toBe('***-***')
    expect(redact('abcd-1234', [{ ...short, end: 9 }], { as: 'partial' }).text).toBe('****-1234')
  })

  it('hashes with the key: equal for equal values, different for another key or detector', () => {
    const once = redacted({ as: 'hash', key })
    expect(once).toMatch(/^mail \[pii_email:[0-9a-f]{16}\], SSN \[pii_ssn:[0-9a-f]{16}\], card \[/)
    expect(redacted({ as: 'hash', key })).toBe(once)
    expect(redacted({ as: 'hash', key: key.slice(1) })).not.toBe(once)
  })

  it('gives pseudonyms of the same form, and restores the text with the key alone', () => {
    const hidden = redact(text, findings, { as: 'pseudonym', key })
    expect(hidden.text).toMatch(
      /^mail [a-z]{4}@[a-z]{7}\.[a-z]{3}, SSN \d{3}-\d\d-\d{4}, card \d{4} \d{4} \d{4} \d{4}\.$/,
    )
    expect(restore(hidden.text, hidden.findings, { key })).toBe(text)
    expect(restore(hidden.text, hidden.findings, { key: key.slice(1) })).not.toBe(text)
  })

  it('restores around what was kept', () => {
    const keep = ({ code }: { code: string }) => code === 'pii_email'
    const hidden = redact(text, findings, { as: 'pseudonym', key, keep })
    expect(hidden.text).toContain('anna@contoso.com')
    expect(restore(hidden.text, hidden.findings, { key, keep })).toBe(text)
  })
})
