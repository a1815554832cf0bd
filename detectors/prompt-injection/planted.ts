import type { Span } from '../detector.ts'
import { isAddressed, orderFeatures } from './order-features.ts'
import { orderLogOdds } from './orders.ts'
import { READER, READER_HINTS } from './readers.ts'
import { signature } from './signature.ts'

/** Log odds at which an order begins to count, and how many more it takes until it counts in full. */
const BEGINS = -0.5
const RISE = 1.5
/** So many more log odds it takes where nobody is turned to. */
const ASIDE = 1
/** And so many more in a text that names machines all the time: it is about them, and whom it turns to is a manner of speaking. */
const TOPIC = 1.5
/** So many names within so far make machines the topic. Units: names, UTF-16 code units. */
const TOPIC_NAMES = 8
const TOPIC_REACH = 1500
/** Shorter texts are about whatever they say. Units: UTF-16 code units. */
const TOPIC_LEAST = 1200
const MENTIONED =
  /\b(?:ai|llms?|gpt|claude|gemini|copilot|(?:chat)?bots?|agents?|models?|assistants?|machines?|graders?|helpers?)\b/gi

/** From 0 to 1: how sure it is that the reader that is named is given an order. */
function shareOf(text: string, span: Span): number {
  const features = orderFeatures(text, span)
  if (features === null) return 0
  const odds = orderLogOdds(features) - (isAddressed(features) ? BEGINS : BEGINS + ASIDE)
  return odds <= 0 ? 0 : shareAt(isTopic(text, span) ? odds - TOPIC : odds)
}

function shareAt(odds: number): number {
  return Math.max(0, Math.min(1, odds / RISE))
}

/** Tells whether machines are named around a place as often as only a text names them that is about them. */
function isTopic(text: string, { start, end }: Span): boolean {
  if (text.length <= TOPIC_LEAST) return false
  const around = text.slice(Math.max(0, start - TOPIC_REACH), end + TOPIC_REACH)
  let names = 0
  MENTIONED.lastIndex = 0
  while (names <= TOPIC_NAMES && MENTIONED.test(around)) names++
  return names > TOPIC_NAMES
}

/** Orders for the machine that reads, by whom they turn to and what is said then. */
export const planted = [
  signature({
    family: 'addressed to the model',
    weight: 1.1,
    weightInData: 1.5,
    hints: READER_HINTS,
    pattern: READER,
    share: shareOf,
  }),
]
