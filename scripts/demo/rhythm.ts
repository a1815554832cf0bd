import type { Team } from './company.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEKDAY_FACTORS = [0.03, 0.95, 1.1, 1.08, 1.02, 0.8, 0.05]

/**
 * How busy a team is in the hour that begins at `hourMs`: about 1 in the middle of a working day, 0 at night,
 * a dip at lunch, little on weekends.
 */
export function teamActivity(team: Team, hourMs: number, hoursShift = 0): number {
  const at = new Date(hourMs)
  const hour = at.getUTCHours() - hoursShift
  if (hour < team.startHour || hour >= team.endHour) return 0
  const elapsed = (hour - team.startHour + 0.5) / (team.endHour - team.startHour)
  const lunch = Math.abs(elapsed - 0.5) < 0.06 ? 0.6 : 1
  const season = 1 + 0.12 * Math.sin(hourMs / (23 * DAY_MS))
  return (WEEKDAY_FACTORS[at.getUTCDay()] ?? 0) * Math.sin(Math.PI * elapsed) ** 0.6 * lunch * season
}
