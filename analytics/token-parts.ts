/**
 * All tokens of one way. The contract counts what was cached or thought in the whole; a sender who tells more of such
 * a part than of the whole counts it beside, as Anthropic does with its cache and Gemini with thoughts.
 */
export function wholeWithPart(whole: number, part: number): number {
  return part > whole ? whole + part : whole
}
