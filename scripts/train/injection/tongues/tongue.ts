/** What attackers and everybody else say in one language. Shape: templates of the grammar. */
export interface Tongue {
  /** ISO 639-1. */
  readonly code: string
  readonly attacks: readonly string[]
  readonly harmless: readonly string[]
}
