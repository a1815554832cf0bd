import type { Span } from '../detector.ts'

/** So many more log odds it takes in a text that names machines all the time: it is about them, and whom it turns to is a manner of speaking. */
export const TOPIC = 1.5
/** So many names within so far make machines the topic. Units: names, UTF-16 code units. */
const TOPIC_NAMES = 8
const TOPIC_REACH = 1500
/** Shorter texts are about whatever they say. Units: UTF-16 code units. */
const TOPIC_LEAST = 1200
const MENTIONED =
  /\b(?:ai|llms?|gpt|claude|gemini|copilot|(?:chat)?bots?|agents?|models?|assistants?|machines?|graders?|helpers?)\b/gi

/** Tells whether machines are named around a place as often as only a text names them that is about them. */
export function isTopic(text: string, { start, end }: Span): boolean {
  if (text.length <= TOPIC_LEAST) return false
  const around = text.slice(Math.max(0, start - TOPIC_REACH), end + TOPIC_REACH)
  let names = 0
  MENTIONED.lastIndex = 0
  while (names <= TOPIC_NAMES && MENTIONED.test(around)) names++
  return names > TOPIC_NAMES
}
