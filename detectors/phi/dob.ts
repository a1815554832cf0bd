import { detector, type Found, type Verdict, verdict } from '../detector.ts'
import { leading } from '../engine/context.ts'
import type { Reading } from '../engine/reading.ts'
import { isBirthDate, parseDate } from './dates.ts'
import { fieldAt } from './segments.ts'

const DATE =
  /(?<![\w-]|\d\.)(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})|\d{1,2}(?:st|nd|rd|th|er|\.)? ?(?:of |de )?[a-z]{3,12}\.?,? ?(?:de )?\d{4}|\d{1,2} [a-z]{3} \d\d|\d{4}年\d{1,2}月\d{1,2}日|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}-[a-z]{3}-(?:\d{4}|\d{2})|\d{8})(?!(?!T\d\d:)\w|[-/.]\d)/gi
/** What else than a person is said to be born, or to have happened since. */
const OTHERWISE =
  /\bborn\b[^\d]{0,40}\b(?:released|founded|published|premiered|launched|opened|updated|created|of necessity|out of)\b[^\d]{0,40}$/i

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
    'nato il',
    'nata il',
    'nato a',
    'nata a',
    'nacido',
    'nacida',
    'nascido',
    'nascida',
    'geboortedatum',
    'urodzenia',
    'urodzon',
    'fodelsedatum',
    'fodselsdato',
    'fodt',
    'syntymaaika',
    'narozeni',
    'szuletesi',
    'рождения',
    '出生日期',
    '出生年月日',
    '生年月日',
    '생년월일',
    'dogum tarihi',
    'tanggal lahir',
    'ngay sinh',
    'fecha nac',
    'f. nac',
    '\bddn',
    'data nasc',
    '\bur. 0',
    '\bb. 0',
    '\bpid|',
    '\bdmg*d8',
  ],
  pattern: find,
  check,
  context: leading([
    'd\\.?o\\.?b\\.?',
    'd/o/b',
    'date[\\s_-]?of[\\s_-]?birth',
    'birth[\\s_-]?(?:date|day|time)s?',
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
    'nat[oa] (?:il|a \\w{2,20} il)',
    'nacid[oa] (?:el|en \\w{2,20} el)',
    'nascid[oa] (?:em|a|aos)',
    'geboortedatum',
    'data urodzenia|urodzon[ya]',
    'fodelsedatum|fodselsdato|fodt',
    'syntymaaika',
    'datum narozeni',
    'szuletesi (?:datum|ido)',
    'дата рождения',
    '出生日期|出生年月日|生年月日|생년월일',
    'dogum tarihi|tanggal lahir|ngay sinh',
    'ddn|f\\. ?nac\\.?|fecha (?:de )?nac\\.?|data (?:de )?nasc\\.?',
    'ur\\.(?= ?$)|b\\.(?= ?$)',
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
      ['nata il 1/5/1945', '1/5/1945'],
      ['geboortedatum 01-12-1998', '01-12-1998'],
      ['DOB 9 Sep 64, afebrile', '9 Sep 64'],
      ['生年月日:1968年11月2日', '1968年11月2日'],
      ['seen. D.O.B.3/9/1961', '3/9/1961'],
      ['PID|1||A98^^^H^MR||ROE^J||19480130|M', '19480130'],
      ['DMG*D8*19820307*F~', '19820307'],
      ['DOB 12251970', '12251970'],
      ['"dateOfBirth": "1999-10-03T00:00:00Z"', '1999-10-03'],
      ['data de nascimento: 12 de março de 1985', '12 de março de 1985'],
      ['patient b. 1942-10-05', '1942-10-05'],
    ],
    ignore: [
      ['invoice of 1984-06-12', 'no keyword'],
      ['DOB: 1984-02-30', 'no such day'],
      ['DOB: 13/13/1984', 'no such month'],
      ['born 22 February 1732', 'nobody alive'],
      ['DOB unknown 77, seen 2020-01-03', 'another number stands between'],
      ['PID|1||A98^^^H^MR||ROE^J|19480130|', 'another field'],
      ['Born in the north, it was released on June 4, 1984', 'a release'],
      ['stubborn 1984-06-12', 'the keyword is part of a word'],
    ],
  },
})

/** The next date. In a segment of HL7 or X12 its place says that it is one of birth. */
function find({ text }: Reading, from: number): Found | null {
  DATE.lastIndex = from
  const match = DATE.exec(text)
  if (match === null) return null
  const start = match.index
  const end = DATE.lastIndex
  if (OTHERWISE.test(text.slice(Math.max(0, start - 64), start))) return { start: end, end, isSure: false }
  const field = fieldAt(text, start)
  return { start, end, isSure: field === 'PID-7' || (field === 'DMG-2' && text.startsWith('D8*', start - 3)) }
}

function check(value: string): Verdict | null {
  const date = parseDate(value)
  return date !== null && isBirthDate(date) ? verdict.announced : null
}
