import { describe, expect, it } from 'vitest'
import { scanner } from '../../scanner.ts'
import { person } from '../person.ts'

const scan = scanner([person])
const found = (text: string) =>
  scan(text)
    .findings.filter(({ level }) => level !== 'low')
    .map(({ start, end }) => text.slice(start, end))

describe('where only a person stands, a name', () => {
  it.each([
    ['{"first_name": "Zorvina", "last_name": "Quandel"}', ['Zorvina', 'Quandel']],
    ['my son Tolvar has a cold', ['Tolvar']],
    ['Viele Grüße\nTolvar', ['Tolvar']],
    ['Judge Zorvina Quandel ruled', ['Zorvina Quandel']],
    ['Reviewed by T. Quandel', ['T. Quandel']],
    ['To: Zorvina Quandel <z@quandel.example>', ['Zorvina Quandel']],
    ['PATIENT NAME: ZORVINA QUANDEL', ['ZORVINA QUANDEL']],
    ['customer_name=Zorvina Quandel plan=pro', ['Zorvina Quandel']],
    ['Patient: Quandel, Gregory', ['Quandel, Gregory']],
    ['Me llamo Zorvina Quandel.', ['Zorvina Quandel']],
  ])('is found in %j though nobody knows it', (text, names) => {
    expect(found(text)).toEqual(names)
  })

  it.each([
    'Kind regards\nCustomer Service',
    'Hi Team, the build is green',
    'Dear Hiring Manager,',
    'product_name: Deluxe Toaster',
    'firstName: String, lastName: String',
    'first_name = Column(Text)',
    'Patient Information Leaflet',
    'Quandel & Zorvin raised its prices',
    'Tolvar, my son',
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([])
  })
})
