import { describe, expect, it } from 'vitest'
import { scanner } from '../../scanner.ts'
import { person } from '../person.ts'

const scan = scanner([person])
const found = (text: string) =>
  scan(text)
    .findings.filter(({ level }) => level !== 'low')
    .map(({ start, end }) => text.slice(start, end))

describe('what is written like a name', () => {
  it.each([
    'Sell the shares of Morgan Stanley and Charles Schwab',
    'a coat by Calvin Klein',
    'Mr. Coffee and Dr. Pepper are on offer',
    'we drove from Jackson, Mississippi',
    'the deal of Ernst & Young was signed',
    'Turn left on Thomas Keller Boulevard',
    'ten Stanley knives were sold',
    "St. Mary's Hospital has a new wing",
    'a Levi Strauss jacket and twelve Emma Keller shirts',
    'the talks at Thomas Keller University',
    'the Pauli exclusion principle',
    'Mark the ticket as resolved',
    'Assigned to Network Operations',
    'import { x } from Anna',
    '"""Per-run state of a pipeline"""',
    'Slow. Per default it waits for both.',
    'Built-in tools and Drop-in replacements, Opt-in tests',
    'createImport(name: Identifier, id: Text)',
    'update(name, False)',
    'Scan the Claude Desktop settings',
    'the price of Claude Sonnet and Claude Haiku',
  ])('is none in %j, where it is a thing or a deed', (text) => {
    expect(found(text)).toEqual([])
  })

  it.each([
    ['Morgan Keller and Charles Stanley came', ['Morgan Keller', 'Charles Stanley']],
    ['Mr. Keller came', ['Keller']],
    ['Mark Keller resolved it', ['Mark Keller']],
    ['Anna and Thomas came', ['Anna', 'Thomas']],
    ['an email from Anna Keller', ['Anna Keller']],
    ['we had to let Thomas Keller go', ['Thomas Keller']],
    ["Anna's laptop was stolen", ['Anna']],
    ["Anna's shirts are in the wash", ['Anna']],
    ['CHEN, GREGORY v. the city', ['CHEN, GREGORY']],
    ['BETWEEN: HAROLD P. SIMMONS (the "Seller")', ['HAROLD P. SIMMONS']],
    ['Ji-ho said so', ['Ji-ho']],
    ['Soo-in said so', ['Soo-in']],
    ['It was late. Per said so, and left.', ['Per']],
    ['Claude Martin came', ['Claude Martin']],
    ['we saw Hassan al-Jabouri there', ['Hassan al-Jabouri']],
    ['Dear Mr van der Quandel,', ['van der Quandel']],
    ['Present: T. Nakamura, Lena Fischer', ['T. Nakamura', 'Lena Fischer']],
    ['last,first,salary\nPetersen,Astrid,61000', ['Petersen', 'Astrid']],
  ])('is one in %j', (text, names) => {
    expect(found(text)).toEqual(names)
  })

  it.each(['GRANT AGREEMENT', 'MARK ALL AS READ', 'VICTORIA STATION', 'REST API KEY'])(
    'is none in %j, which is in capitals and no given and family name',
    (text) => {
      expect(found(text)).toEqual([])
    },
  )
})
