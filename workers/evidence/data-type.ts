import type { EventRow } from '../../analytics/event-row.ts'
import { detectors } from '../../detectors/index.ts'
import type { Purpose } from '../vault/vault.ts'

/** Kinds of data, the most sensitive first. */
const bySensitivity = ['secret', 'phi', 'financial', 'pii', 'custom'] as const satisfies readonly Purpose[]
const catalogue = new Map<string, string>(detectors.map(({ code, dataType }) => [code, dataType]))

/** The kind of data that decides under which key an event's original is sealed: the most sensitive that was found. */
export function dataTypeOf({ compliance_hits = [], findings = [] }: EventRow): Purpose {
  const codes = [...compliance_hits, ...findings.map(({ code }) => code)]
  const types = new Set(codes.map((code) => (code.startsWith('custom_') ? 'custom' : catalogue.get(code))))
  return bySensitivity.find((type) => types.has(type)) ?? 'general'
}
