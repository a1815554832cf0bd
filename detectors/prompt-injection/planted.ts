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

/** From 0 to 1: how sure it is that the reader that is named is given an order. */
function shareOf(text: string, span: Span): number {
  const features = orderFeatures(text, span)
  if (features === null) return 0
  const begins = isAddressed(features) ? BEGINS : BEGINS + ASIDE
  return Math.max(0, Math.min(1, (orderLogOdds(features) - begins) / RISE))
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
