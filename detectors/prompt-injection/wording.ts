/**
 * How one language says the three commonest attacks. Sources are regular expressions without accents
 * (texts are folded before they are matched), and `~` is a gap within a sentence.
 */
export interface Wording {
  readonly hints: readonly string[]
  /** Ignore what came before. */
  readonly override: string
  /** Show your prompt. */
  readonly reveal: string
  /** Be somebody without rules. */
  readonly persona: string
}
