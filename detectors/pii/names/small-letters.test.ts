import { describe, expect, it } from 'vitest'
import { scanner } from '../../scanner.ts'
import { person } from '../person.ts'

const scan = scanner([person])
const found = (text: string) =>
  scan(text)
    .findings.filter(({ level }) => level !== 'low')
    .map(({ start, end }) => text.slice(start, end))

describe('where nobody writes capitals, a name', () => {
  it.each([
    ['does brian know about the outage yet', ['brian']],
    ['my boss kevin wants the deck by five', ['kevin']],
    ['pls remove melissa tran from the group', ['melissa tran']],
    ['emailed ben quandel twice no reply', ['ben quandel']],
    ['tell dr. zorvin i am late', ['zorvin']],
    ['my name is zorvina and i cannot log in', ['zorvina']],
    ['did mark zielinski pay', ['mark zielinski']],
    ["it was brian's idea", ['brian']],
  ])('is found in %j', (text, names) => {
    expect(found(text)).toEqual(names)
  })

  it.each([
    'please mark it and bill me in may or june',
    'the server did not answer the ping again',
    'what is on the table is a rose',
    'if size > 2: return a\nelif size == 1: return b',
    'call me at brian@quandel.example or on sarah.quandel.example',
    'git checkout feature/kevin and run make brian-test',
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it('is looked for only in the beginning of a text', () => {
    expect(found(`brian ${'and so on '.repeat(300)} brian`)).toEqual(['brian'])
  })

  it('is not looked for where others write capitals', () => {
    expect(found('We Do So. It Is Late. He brian There. We Go Now.')).toEqual([])
  })
})
