import { eastern } from './eastern.ts'
import { germanic } from './germanic.ts'
import { romance } from './romance.ts'
import { slavic } from './slavic.ts'
import { southern } from './southern.ts'
import type { Tongue } from './tongue.ts'
import { wider } from './wider.ts'

/** Every language but English that examples are written in. */
export const tongues: readonly Tongue[] = [
  ...romance,
  ...germanic,
  ...slavic,
  ...eastern,
  ...southern,
  ...wider,
]
