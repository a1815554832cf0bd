import { describe, expect, it } from 'vitest'
import { scan } from '../index.ts'
import { addressStart, anchorEnd } from './postcode-anchor.ts'

const found = (text: string) =>
  scan(text, { learned: false })
    .findings.filter(({ code }) => code === 'pii_address')
    .map(({ start, end }) => text.slice(start, end))

describe('the end of a postcode', () => {
  it.each([
    ['10115 Berlin', '10115 Berlin'],
    ['1016 DW Amsterdam', '1016 DW Amsterdam'],
    ['110 00 Praha', '110 00 Praha'],
    ['00-514 Warszawa', '00-514 Warszawa'],
    ['01304-001', '01304-001'],
    ['100-0014', '100-0014'],
    ['LS10 1AB.', 'LS10 1AB'],
  ])('in %j is after %j', (text, code) => {
    expect(anchorEnd(text, 0)).toBe(code.length)
  })

  it.each(['10115 units', '2019 Berlin', '123', '1234567', 'AB12'])('is nowhere in %j', (text) => {
    expect(anchorEnd(text, 0)).toBe(0)
  })

  it('needs a state where a code could be any number', () => {
    expect(anchorEnd('Ultimo NSW 2007', 11)).toBe(15)
    expect(anchorEnd('Ultimo now 2007', 11)).toBe(0)
  })
})

describe('addresses around a postcode', () => {
  it.each([
    ['I live at Am Alten Markt 12, 50667 Köln now', 'Am Alten Markt 12, 50667 Köln'],
    ['write to Keizersgracht 174, 1016 DW Amsterdam.', 'Keizersgracht 174, 1016 DW Amsterdam'],
    [
      'at Flat No. 402, Sai Krupa, Andheri East, Mumbai 400069',
      'Flat No. 402, Sai Krupa, Andheri East, Mumbai 400069',
    ],
    ['office: 1-7-1 Nagatacho, Chiyoda-ku, Tokyo 100-0014', '1-7-1 Nagatacho, Chiyoda-ku, Tokyo 100-0014'],
    [
      'em Rua Augusta, 1500, Consolação, São Paulo - SP, 01304-001',
      'Rua Augusta, 1500, Consolação, São Paulo - SP, 01304-001',
    ],
  ])('are found in %j', (text, address) => {
    expect(found(text)).toEqual([address])
  })

  it.each([
    ['We shipped 12 boxes, 50667 Units are left', 'small letters between'],
    ['In March 12, 50667 People came', 'a date'],
    ['Table 4, 10115 Rows', 'a table'],
    ['Berlin Mitte, 10115 Berlin', 'no number of a house'],
    ['Berlin 12 10115 Berlin', 'no comma'],
  ])('are not seen in %j: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('begin where the words of a sentence end', () => {
    const text = 'Please visit Lindenweg 4, 10115 Berlin'
    expect(text.slice(addressStart(text, text.indexOf('10115')))).toBe('Lindenweg 4, 10115 Berlin')
  })
})
