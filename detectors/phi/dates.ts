/** A calendar date as written; a year of two digits stays below 100. */
export interface CalendarDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Month names by their first three letters, in the languages that the keywords come in; the rest must fit a name. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'januari', 'janvier', 'enero', 'janeiro', 'gennaio', 'stycznia'],
  ['february', 'februar', 'februari', 'fevrier', 'febrero', 'fevereiro', 'febbraio', 'lutego'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'marco', 'maart', 'marts', 'marca'],
  ['april', 'avril', 'abril', 'aprile', 'kwietnia'],
  ['may', 'mai', 'mayo', 'maio', 'maggio', 'mei', 'maj', 'maja'],
  ['june', 'juni', 'juin', 'junio', 'junho', 'giugno', 'czerwca'],
  ['july', 'juli', 'juillet', 'julio', 'julho', 'luglio', 'lipca'],
  ['august', 'aout', 'agosto', 'augustus', 'augusti', 'sierpnia'],
  ['september', 'septembre', 'septiembre', 'setembro', 'settembre', 'wrzesnia'],
  ['october', 'oktober', 'octobre', 'octubre', 'outubro', 'ottobre', 'pazdziernika'],
  ['november', 'novembre', 'noviembre', 'novembro', 'listopada'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dezembro', 'dicembre', 'grudnia'],
]
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Reads a date in any of the usual orders; a day and a month that fit both ways are taken as month first. */
export function parseDate(text: string): CalendarDate | null {
  const numbers = (text.match(/\d+/g) ?? []).map(Number)
  const word = /[a-z]{3,}/i.test(text) ? wordOf(text) : undefined
  if (word !== undefined) {
    const [day = 0, year = 0] = numbers
    return real({ year, month: monthOf(word), day })
  }
  if (/^\d{8}$/.test(text)) {
    const [first, second] = [Number(text.slice(0, 4)), Number(text.slice(4))]
    const [high, low] = [Math.floor(first / 100), first % 100]
    // A year cannot be a month and a day at once: 12251970 reads in one way only.
    return (
      real({ year: first, month: Math.floor(second / 100), day: second % 100 }) ??
      real({ year: second, month: high, day: low }) ??
      real({ year: second, month: low, day: high })
    )
  }
  const [first = 0, second = 0, third = 0] = numbers
  if (first > 31) return real({ year: first, month: second, day: third })
  return real({ year: third, month: first, day: second }) ?? real({ year: third, month: second, day: first })
}

/** The word of a date, beside what only belongs to its numbers. */
function wordOf(text: string): string | undefined {
  return /[a-z]{3,}/i.exec(text.replace(/\d(?:st|nd|rd|th)\b/gi, '').replace(/\bof\b/i, ''))?.[0]
}

/** Tells whether somebody alive can have been born then. Two-digit years always pass. */
export function isBirthDate({ year }: CalendarDate): boolean {
  return year < 100 || (year >= 1900 && year < 2100)
}

function monthOf(word: string): number {
  const lower = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
  return MONTHS.findIndex((names) => names.some((name) => name.startsWith(lower))) + 1
}

function real(date: CalendarDate): CalendarDate | null {
  const days = DAYS[date.month - 1]
  if (days === undefined || date.day < 1 || date.day > days) return null
  const leap = date.year % 4 === 0 && (date.year % 100 !== 0 || date.year % 400 === 0)
  return date.month === 2 && date.day === 29 && !leap ? null : date
}
