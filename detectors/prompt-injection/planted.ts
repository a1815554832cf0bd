import type { Span } from '../detector.ts'
import { orderFeatures } from './order-features.ts'
import { orderLogOdds } from './orders.ts'
import { READER, READER_HINTS } from './readers.ts'
import { signature } from './signature.ts'

/** Log odds at which an order begins to count, and how many more it takes until it counts in full. */
const BEGINS = -0.5
const RISE = 1.5

/** From 0 to 1: how sure it is that the reader that is named is given an order. */
function shareOf(text: string, span: Span): number {
  const features = orderFeatures(text, span)
  return features === null ? 0 : Math.max(0, Math.min(1, (orderLogOdds(features) - BEGINS) / RISE))
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
