import { detector, type Verdict, verdict } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import { announcing, hintsOf } from '../engine/context.ts'

const WORDS: readonly [string, ...string[]] = [
  'icd',
  'icd 10',
  'icd 10 cm',
  'icd10',
  'diagnosis',
  'diagnoses',
  'diagnosed with',
  'dx',
  'diagnostic code',
  'diagnose',
  'diagnosis code',
]
/** Letters of which the chapters do not use every number. */
const CHAPTERS: Readonly<Record<string, RegExp>> = {
  C: /^C(?:[0-8]\d|9[0-6]|[47][AB])/,
  D: /^D(?:[0-8]\d|3A)/,
  E: /^E(?:[0-8]\d)/,
  H: /^H(?:[0-8]\d|9[0-5])/,
  L: /^L\d\d/,
  M: /^M(?:\d\d|1A)/,
  P: /^P(?:[0-8]\d|9[0-6])/,
  T: /^T(?:[0-7]\d|8[0-8])/,
  Z: /^Z(?:\d\d|3A)/,
}

/** Codes of diagnoses after ICD-10-CM, beside a word that speaks of a diagnosis. */
export const icd10 = detector({
  code: 'phi_icd10',
  label: 'Diagnosis Code (ICD-10)',
  category: 'phi',
  severity: 'medium',
  dataType: 'phi',
  mechanism: 'keyword',
  hints: hintsOf(WORDS),
  shapes: ['0'],
  pattern: /(?<![A-Za-z0-9_.-])[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?(?![A-Za-z0-9_])/g,
  locate: (text, match) => {
    const end = match.index + match[0].length
    return standsAlone(text, match.index, end) ? { start: match.index, end } : null
  },
  check: (value): Verdict | null => {
    if (!/^[A-TV-Z]\d[0-9AB](?:\.?[0-9A-Z]{1,4})?$/.test(value)) return null
    return (CHAPTERS[value.charAt(0)]?.test(value) ?? /^.\d\d/.test(value)) ? verdict.announced : null
  },
  context: announcing(WORDS),
  examples: {
    find: [
      ['Dx: E11.9', 'E11.9'],
      ['ICD-10 code J45.909 was billed', 'J45.909'],
      ['diagnosis: F32', 'F32'],
      ['patient,dx\n17,S72.001A', 'S72.001A'],
    ],
    ignore: [
      ['move to seat E11', 'no keyword'],
      ['Dx: U07.1 pending', 'the chapter for new diseases names no person'],
      ['diagnosis: version v1.2', 'a version'],
      ['Dx: E99.1', 'no such number in the chapter'],
    ],
  },
})
