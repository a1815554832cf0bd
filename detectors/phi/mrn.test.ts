import { describe, expect, it } from 'vitest'
import { scanner } from '../scanner.ts'
import { mrn } from './mrn.ts'

const scan = scanner([mrn])
const numbersIn = (text: string) => scan(text).findings.map(({ start, end }) => text.slice(start, end))

describe('medical record numbers', () => {
  it.each([
    ['MRNs 448812, 448817 and 449001', ['448812', '448817', '449001']],
    ['MRN 5501-A / 5501-B look alike', ['5501-A', '5501-B']],
    ['Merge these MRNs:\n- 448812\n- 448817', ['448812', '448817']],
    ["mrn IN ('448120', '448121','448122')", ['448120', '448121', '448122']],
    ['mrns = ["5510021", "5510022"]', ['5510021', '5510022']],
    ['MRN 88120344 (merged into 88120345)', ['88120344', '88120345']],
    ['the MRN should be 7719-2208 not 7719-2280', ['7719-2208', '7719-2280']],
    ['Charts 55182, 55190, and 55201 of the ward', ['55182', '55190', '55201']],
  ])('are found in the list of %j', (text, values) => {
    expect(numbersIn(text)).toEqual(values)
  })

  it.each([
    ['MRN 448812, 2024-05-01 and 17-JAN-1937', ['448812'], 'dates'],
    ['MRN 448812, AB-12-345-X and more', ['448812'], 'another shape'],
    ['Visit 5518, MRN 77190 - encounter 88120', ['77190'], 'another number'],
    ['Encounter 88120 - MRN 77190', ['77190'], 'a name of what comes next'],
    ['MRN 448812, seen 448817', ['448812'], 'another word'],
    ['MRN 448812/03-04-1988', ['448812'], 'a date behind a slash'],
    ['MRN IS 448812', ['448812'], 'a word in capitals before it'],
  ])('%j ends where others begin: %s', (text, values) => {
    expect(numbersIn(text)).toEqual(values)
  })

  it('are looked for anew in each text', () => {
    expect(numbersIn('MRN of the patient in bed 4: 339102')).toEqual(['339102'])
    expect(numbersIn('sum of the patients in bed 4: 339102')).toEqual([])
    expect(numbersIn('MRN of the patient in bed 4: 339102')).toEqual(['339102'])
  })

  it('need a clinical text where their name has other meanings', () => {
    expect(numbersIn('File no. 2291/18, admitted to the ward')).toEqual(['2291/18'])
    expect(numbersIn('File no. 2291/18, filed under contracts')).toEqual([])
    expect(numbersIn('File no. 2291/18 of the court, patient harmed')).toEqual([])
  })
})
