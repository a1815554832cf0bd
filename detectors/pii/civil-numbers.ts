import { isDay, isYymmdd } from './calendar.ts'
import { digitAt, lastDigit, weighted } from './checksums.ts'

/** The rule that the successor states of Yugoslavia share. */
export function isMasterCitizenNumber(id: string): boolean {
  const sum = weighted(id, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
  const year = Number(id.slice(4, 7))
  const isDated = isDay(year + (year < 100 ? 2000 : 1000), Number(id.slice(2, 4)), Number(id.slice(0, 2)))
  return isDated && ((11 - (sum % 11)) % 11) % 10 === lastDigit(id)
}

/** The rule that Estonia and Lithuania share: the first digit tells sex and century. */
export function isBalticPersonalCode(id: string): boolean {
  const century = 1700 + Math.ceil(digitAt(id, 0) / 2) * 100
  if (!isYymmdd(id.slice(1), century)) return false
  const first = weighted(id, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  const check = first < 10 ? first : (weighted(id, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10
  return check === lastDigit(id)
}
