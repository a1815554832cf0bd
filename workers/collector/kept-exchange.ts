import type { OutboundFailure } from './outbound-failure.ts'
import type { Exchange } from './recording.ts'

/** Where an answer is kept: its content's hash and how many parts it has. */
type KeptAnswer = { content: string; parts: number; link: string | null }

/** One call of a page as it is kept beside the answers. */
export type KeptExchange = Pick<Exchange, 'asked' | 'path'> & {
  answer: KeptAnswer | { failure: OutboundFailure }
}
