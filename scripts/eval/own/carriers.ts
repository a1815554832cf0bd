/** Where a value may stand: its name, its value, and how the text around both reads. */
export type Carrier = {
  readonly tier: string
  /** The text, and where the value begins in it. */
  readonly write: (word: string, value: string) => { readonly text: string; readonly start: number }
}

const around = (before: string, value: string, after: string) => ({
  text: before + value + after,
  start: before.length,
})

/** Sentences, forms, tables and source formats; in the last one nothing says what the value is. */
export const carriers: readonly Carrier[] = Object.freeze([
  {
    tier: 'sentence',
    write: (word, value) => around(`Hello, my ${word} is `, value, ' and I wait for an answer.'),
  },
  { tier: 'form', write: (word, value) => around(`Ward: 4\n${word}: `, value, '\nAdmitted: yesterday\n') },
  { tier: 'question', write: (word, value) => around(`Q: What is your ${word}?\nA: `, value, '\n') },
  {
    tier: 'json',
    write: (word, value) => around(`{"id":17,"${word.replaceAll(' ', '_')}":"`, value, '","city":"Oslo"}'),
  },
  {
    tier: 'xml',
    write: (word, value) => around(`<row city="Oslo" ${word.replaceAll(' ', '-')}="`, value, '"/>'),
  },
  {
    tier: 'csv',
    write: (word, value) => around(`city,${word},state\nReno,x-1,open\nOslo,`, value, ',shut\n'),
  },
  {
    tier: 'markdown',
    write: (word, value) => around(`| city | ${word} |\n|---|---|\n| Reno | x-1 |\n| Oslo | `, value, ' |\n'),
  },
  { tier: 'tsv', write: (word, value) => around(`city\t${word}\nReno\tx-1\nOslo\t`, value, '\n') },
])
