import { expect, test } from 'vitest'
import type { CatalogueItem } from '../../analytics/contract/compliance.ts'
import { catalogueMatches, thresholdsOf } from './catalogue.ts'

const entry = (code: string, over: Partial<CatalogueItem> = {}): CatalogueItem => ({
  code,
  label: code,
  category: 'pii',
  severity: 'low',
  data_type: 'pii',
  mechanism: 'shape',
  is_custom: false,
  minimum_level: 'medium',
  is_set: false,
  examples: 1,
  measured: null,
  ...over,
})
const items = [
  entry('pii_ssn', { label: 'Social Security Number', severity: 'critical', mechanism: 'checksum' }),
  entry('pii_iban', {
    label: 'Bank Account (IBAN)',
    data_type: 'financial',
    minimum_level: 'off',
    is_set: true,
  }),
  entry('custom_project', { label: 'Secret project', is_custom: true, minimum_level: 'low', is_set: true }),
  entry('phi_mrn', { label: 'Medical Record', data_type: 'phi', minimum_level: 'medium', is_set: true }),
]
const shown = (search: string): string[] =>
  items.filter(catalogueMatches(new URLSearchParams(search))).map(({ code }) => code)

test.each([
  ['', ['pii_ssn', 'pii_iban', 'custom_project', 'phi_mrn']],
  ['q=IBAN', ['pii_iban']],
  ['q=number+social', ['pii_ssn']],
  ['q=checksum', ['pii_ssn']],
  ['q=social+iban', []],
  ['q=+', ['pii_ssn', 'pii_iban', 'custom_project', 'phi_mrn']],
  ['data_type=financial', ['pii_iban']],
  ['data_type=phi', ['phi_mrn']],
  ['data_type=secret', []],
  ['severity=critical', ['pii_ssn']],
  ['severity=critical&data_type=financial', []],
  ['state=on', ['pii_ssn', 'custom_project', 'phi_mrn']],
  ['state=off', ['pii_iban']],
  ['state=changed', ['pii_iban', 'custom_project', 'phi_mrn']],
  ['state=own', ['custom_project']],
  ['detector=pii_ssn', ['pii_ssn', 'pii_iban', 'custom_project', 'phi_mrn']],
])('the address ?%s shows %j', (search, codes) => {
  expect(shown(search)).toEqual(codes)
})

test('a scan takes the levels that the organization set, the catalogue’s own among them, and no others', () => {
  expect(thresholdsOf(items)).toEqual({ pii_iban: 'off', custom_project: 'low', phi_mrn: 'medium' })
})
