import { detector, type Verdict, verdict } from '../detector.ts'
import { leading } from '../engine/context.ts'
import { isBirthDate, parseDate } from './dates.ts'

/** Dates of birth: a real date that a keyword leads up to. */
export const dob = detector({
  code: 'phi_dob',
  label: 'Date of Birth',
  category: 'phi',
  severity: 'medium',
  dataType: 'phi',
  mechanism: 'keyword',
  hints: [
    'dob',
    'd.o.b',
    'd/o/b',
    'birth',
    'born',
    'bday',
    'b-day',
    'geboren',
    'geburts',
    'geb.',
    'naissance',
    'ne le',
    'nee le',
    'nacimiento',
    'nascimento',
    'nascita',
  ],
  pattern:
    /(?<![\w.-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th|\.)? ?(?:of )?[a-z]{3,9}\.?,? ?\d{4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}-[a-z]{3}-(?:\d{4}|\d{2})|\d{8})(?![\w]|[-/.]\d)/gi,
  check,
  context: leading([
    'd\\.?o\\.?b\\.?',
    'd/o/b',
    'date[\\s_-]?of[\\s_-]?birth',
    'birth[\\s_-]?(?:date|day)s?',
    'birth[\\s_-]?dt',
    'born',
    'b-?day',
    'geboren',
    'geburts(?:datum|tag)',
    'geb\\.',
    'date de naissance',
    'nee? le',
    'fecha de nacimiento',
    'data de nascimento',
    'data di nascita',
  ]),
  examples: {
    find: [
      ['DOB: 1984-06-12', '1984-06-12'],
      ['date of birth 6/12/84', '6/12/84'],
      ['born on March 3rd, 1971 in Oslo', 'March 3rd, 1971'],
      ['{"birthDate":"19840612"}', '19840612'],
      ['Q: what is your date of birth?\nA: 1963-05-26', '1963-05-26'],
      ['name|dob\nBerg|12.06.1984', '12.06.1984'],
      ['Geburtsdatum: 3. Mai 1971', '3. Mai 1971'],
    ],
    ignore: [
      ['invoice of 1984-06-12', 'no keyword'],
      ['DOB: 1984-02-30', 'no such day'],
      ['DOB: 13/13/1984', 'no such month'],
      ['born 22 February 1732', 'nobody alive'],
      ['DOB unknown 77, seen 2020-01-03', 'another number stands between'],
      ['stubborn 1984-06-12', 'the keyword is part of a word'],
    ],
  },
})

function check(value: string): Verdict | null {
  const date = parseDate(value)
  return date !== null && isBirthDate(date) ? verdict.announced : null
}
