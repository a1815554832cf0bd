const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const YEAR_MIN = 1800
/** Identifiers do not speak of days to come; without a clock, this is late enough. */
const YEAR_MAX = 2045

/** Tells whether a day exists and somebody may have been born on it. Years below 100 have no century. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year >= 100 && (year < YEAR_MIN || year > YEAR_MAX)) return false
  const days = DAYS[month - 1]
  if (days === undefined || day < 1 || day > days) return false
  if (month !== 2 || day !== 29) return true
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0 || year === 0)
}

/** The same for six digits, `yymmdd`; `century` is added to the year. */
export function isYymmdd(digits: string, century = 0): boolean {
  return isDay(century + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6)))
}

/** The same for six digits, `ddmmyy`. */
export function isDdmmyy(digits: string, century = 0): boolean {
  return isDay(century + Number(digits.slice(4, 6)), Number(digits.slice(2, 4)), Number(digits.slice(0, 2)))
}

/** The same for eight digits, `yyyymmdd`, of someone who may be alive. */
export function isYyyymmdd(digits: string): boolean {
  const year = Number(digits.slice(0, 4))
  return year >= 1880 && year < 2100 && isDay(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))
}
