import { describe, expect, it } from 'vitest'
import { scanner } from '../scanner.ts'
import { person } from './person.ts'

const scan = scanner([person])
const levels = (text: string) =>
  scan(text).findings.map(({ start, end, level }) => `${text.slice(start, end)}: ${level}`)

describe('a name', () => {
  it.each([
    ['Dear Olivia Keller,\nyour parcel is here.', 'Olivia Keller'],
    ['Customer: Jonas Lindberg\nOpen since May', 'Jonas Lindberg'],
    ['Ask Mrs. Eriksson about it', 'Eriksson'],
    ['The report names Paul Nowak (paul@nowak.example) as the author', 'Paul Nowak'],
    ['name,city\nMaria Costa,Porto', 'Maria Costa'],
  ])('is medium in %j, where something speaks for it', (text, name) => {
    expect(levels(text)).toContain(`${name}: medium`)
  })

  it.each([
    'Write about the life of Napoleon Bonaparte and the Battle of Waterloo.',
    'They climbed Mount Everest in South Carolina.',
    '{"name": "Install", "run": "npm ci"}',
    'Hello World is the first program',
  ])('is at most low in %j', (text) => {
    expect(levels(text).filter((one) => !one.endsWith('low'))).toEqual([])
  })

  it.each([
    'Her aunt worked for Wayne Enterprises for years.',
    'an account at St George Bank, which closed',
    'the Dorothy Hamm Middle School opened',
    'founded by engineers of Bell Labs in the sixties',
    'shares of Thomas Cook, Inc. fell',
  ])('is none in %j, which names a company or an institution', (text) => {
    expect(levels(text)).toEqual([])
  })

  it.each([
    ['Anna Berg Hospital: Oslo', 'Anna Berg'],
    ['Dear Anna Berg, the Group is full', 'Anna Berg'],
    ['we met Thomas Banks yesterday', 'Thomas Banks'],
  ])('is one in %j, where such a word is not part of it', (text, name) => {
    expect(levels(text).map((one) => one.split(':')[0])).toContain(name)
  })

  it('is found whole and each for itself', () => {
    const text = 'Dear Anna Berg,\n\nregards, Peter van der Meer'
    expect(levels(text).map((one) => one.split(':')[0])).toEqual(['Anna Berg', 'Peter van der Meer'])
  })

  it('is looked for in so many words with capitals, and a scan that leaves some out says so', () => {
    const crowd = 'Abc Def '.repeat(100)
    const result = scan(`${crowd}\nDear Olivia Keller,`, { budget: { stepsMax: 100 } })
    expect(result).toMatchObject({ inspected: 'partial', reason: 'too_many_candidates' })
    expect(scan(`${crowd}\nDear Olivia Keller,`, { budget: { stepsMax: 300 } }).inspected).toBe('full')
  })
})
