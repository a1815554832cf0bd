import type { Span } from '../detector.ts'
import { logOddsBy } from './linear.ts'
import { isAddressed, orderFeatures } from './order-features.ts'
import { orderModel } from './order-weights.ts'
import { READER, READER_HINTS } from './readers.ts'
import { signature } from './signature.ts'
import { isTopic, TOPIC } from './topic.ts'

/** Log odds at which an order begins to count, and how many more it takes until it counts in full. */
const BEGINS = -0.5
const RISE = 1.5
/** So many more log odds it takes where nobody is turned to. */
const ASIDE = 1
const logOddsOf = logOddsBy(orderModel)

/** From 0 to 1: how sure it is that the reader that is named is given an order. */
function shareOf(text: string, span: Span): number {
  const features = orderFeatures(text, span)
  if (features === null) return 0
  const odds = logOddsOf(features) - (isAddressed(features) ? BEGINS : BEGINS + ASIDE)
  return odds <= 0 ? 0 : shareAt(isTopic(text, span) ? odds - TOPIC : odds)
}

function shareAt(odds: number): number {
  return Math.max(0, Math.min(1, odds / RISE))
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
