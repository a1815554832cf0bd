// Without zod, which probes for eval, so that the console may import it under its policy.

/** The least that a finding must reach to count; `off` lets none count. */
export const minimumLevels = ['high', 'medium', 'low', 'off'] as const
export type MinimumLevel = (typeof minimumLevels)[number]

/**
 * What holds for a detector until the organization says otherwise: shape alone is no violation, and is redacted all the
 * same. An organization that sets this level itself has shape alone left readable.
 */
export const catalogueLevel: MinimumLevel = 'medium'
