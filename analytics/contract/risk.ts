/** The scores from which an event is risky, and from which it is suspicious. */
export const riskyFrom = 0.75
export const suspiciousFrom = 0.4
