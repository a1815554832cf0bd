import type { Span } from '../detector.ts'
import { logOddsBy } from './linear.ts'
import { signature } from './signature.ts'
import { TASK, TASK_HINTS, taskFeatures } from './task-features.ts'
import { taskModel } from './task-weights.ts'
import { isTopic, TOPIC } from './topic.ts'

/** Log odds at which words about a task begin to count, and how many more it takes until they count in full. */
const BEGINS = -0.2
const RISE = 1.5

/** What somebody was told is told of, with all that hangs on it. */
const REPORTED =
  /\b(?:was|were|been|being|got) (?:told|asked|instructed|tricked|made|ordered)\b[^.!?\n]{0,80}$/i
const REPORTED_CHARS = 120
const REPORTED_SHARE = 0.4

const logOddsOf = logOddsBy(taskModel)

/** From 0 to 1: how sure it is that whoever reads is turned from what they were asked. */
function shareOf(text: string, span: Span): number {
  const odds = logOddsOf(taskFeatures(text, span)) - BEGINS
  if (odds <= 0) return 0
  const share = Math.max(0, Math.min(1, (isTopic(text, span) ? odds - TOPIC : odds) / RISE))
  const before = text.slice(Math.max(0, span.start - REPORTED_CHARS), span.start)
  return REPORTED.test(before) ? share * REPORTED_SHARE : share
}

/** Orders by what they say of the reader's task, whether the reader is named or not. */
export const tasked = [
  signature({
    family: 'turned from its task',
    weight: 1.2,
    weightInData: 1.5,
    hints: TASK_HINTS,
    pattern: TASK,
    share: shareOf,
  }),
]
