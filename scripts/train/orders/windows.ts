import type { Span } from '../../../detectors/detector.ts'
import { fold } from '../../../detectors/engine/fold.ts'
import { orderFeatures } from '../../../detectors/prompt-injection/order-features.ts'
import { READER } from '../../../detectors/prompt-injection/readers.ts'
import { TASK, taskFeatures } from '../../../detectors/prompt-injection/task-features.ts'

/** The features of every place in a text that may hold an order, taken exactly as a scan takes them. */
export type Windows = (text: string) => readonly Int32Array[]

/** What is said to each reader that a text names. */
export const ofReaders: Windows = windows(READER, orderFeatures)

/** What is said of each task that a text speaks of. */
export const ofTasks: Windows = windows(TASK, taskFeatures)

function windows(
  pattern: RegExp,
  featuresOf: (text: string, span: Span) => readonly number[] | null,
): Windows {
  return (original) => {
    const { text } = fold(original)
    return [...text.matchAll(pattern)].flatMap((match) => {
      const features = featuresOf(text, { start: match.index, end: match.index + match[0].length })
      return features === null ? [] : [Int32Array.from(features)]
    })
  }
}
