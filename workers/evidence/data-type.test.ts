import { expect, it } from 'vitest'
import type { EventRow } from '../../analytics/event-row.ts'
import { detectors } from '../../detectors/index.ts'
import { dataTypeOf } from './data-type.ts'

const codeOf = (dataType: string): string => detectors.find((each) => each.dataType === dataType)?.code ?? ''
const row = (...compliance_hits: string[]): EventRow => ({ compliance_hits }) as EventRow

it('an original stands under the most sensitive kind of data that was found', () => {
  expect(dataTypeOf(row())).toBe('general')
  expect(dataTypeOf(row('prompt_injection', 'their_rule'))).toBe('general')
  expect(dataTypeOf(row('custom_codename'))).toBe('custom')
  expect(dataTypeOf(row('custom_codename', codeOf('pii')))).toBe('pii')
  expect(dataTypeOf(row(codeOf('pii'), codeOf('financial')))).toBe('financial')
  expect(dataTypeOf(row(codeOf('financial'), codeOf('phi')))).toBe('phi')
  expect(dataTypeOf(row(codeOf('phi'), codeOf('secret')))).toBe('secret')
})

it('a finding that is too weak for a verdict counts all the same', () => {
  const code = codeOf('secret')
  const findings = [
    { code, field: 'prompt' as const, start: 0, end: 1, level: 'low' as const, confidence: 0.1 },
  ]
  expect(dataTypeOf({ ...row(), findings } as EventRow)).toBe('secret')
})
