import { describe, expect, it } from 'vitest'
import { measuredDetectors } from '../../analytics/measured-detectors.ts'
import type { Row } from './evaluation.ts'
import { measuredModule } from './measured.ts'

const row = (more: Partial<Row>): Row => ({
  set: 'records',
  type: 'pii_email',
  tool: 'aegisflow',
  truePositive: 18,
  falsePositive: 2,
  falseNegative: 6,
  n: 24,
  ...more,
})

describe('what the catalogue shows', () => {
  it('sums the sets with complete labels', () => {
    expect(
      measuredModule([row({}), row({ set: 'generated', falseNegative: 0, falsePositive: 0 })]),
    ).toContain('  pii_email: { precision: 0.947, recall: 0.857, n: 42 },')
  })

  it.each([
    ['few values', row({ truePositive: 10, falseNegative: 9 })],
    ['a set whose labels are incomplete', row({ set: 'technology' })],
    ['another package', row({ tool: 'openredaction' })],
    ['a part of the values', row({ tier: 'valid' })],
    ['no detector', row({ type: 'all identifiers' })],
  ])('leaves out %s', (_, one) => {
    expect(measuredModule([one])).not.toMatch(/^ {2}\w+: \{/m)
  })

  it.each([
    'pii_email',
    'pii_ssn',
    'pii_credit_card',
    'pii_phone',
    'pii_ip',
    'phi_mrn',
    'phi_dob',
    'prompt_injection',
  ])('has figures for %s, which every organization is asked about', (code) => {
    expect(measuredDetectors[code]?.n).toBeGreaterThanOrEqual(20)
  })
})
