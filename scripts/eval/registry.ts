import type { Evaluation } from './evaluation.ts'
import { benign } from './sets/benign.ts'
import { byOthers, byOthersAgain, byOthersLast, byOthersLater, byOthersNewest } from './sets/by-others.ts'
import { clean } from './sets/clean.ts'
import { generated } from './sets/generated.ts'
import { injection } from './sets/injection.ts'
import { own } from './sets/own.ts'
import { ownInjection } from './sets/own-injection.ts'
import { records } from './sets/records.ts'
import { seen } from './sets/seen.ts'
import { technology } from './sets/technology.ts'
import { seenPeople, unseen, unseenAgain } from './sets/unseen.ts'
import { written } from './sets/written.ts'

/** Every labelled set, in the order they are measured. */
export const registry: readonly Evaluation[] = Object.freeze([
  generated,
  technology,
  own,
  records,
  written,
  clean,
  benign,
  injection,
  ownInjection,
  unseen,
  unseenAgain,
  seenPeople,
  byOthers,
  byOthersAgain,
  byOthersLater,
  byOthersLast,
  byOthersNewest,
  seen,
])
