import type { Signature } from '../detector.ts'
import { consents } from './consent.ts'
import { extractions } from './extraction.ts'
import { hidings } from './hiding.ts'
import { languages } from './languages.ts'
import { lawless } from './lawless.ts'
import { leaks } from './leaks.ts'
import { machineReaders } from './machine-reader.ts'
import { misuses } from './misuse.ts'
import { occasions } from './occasions.ts'
import { overrides } from './override.ts'
import { personas } from './persona.ts'
import { pieces } from './pieces.ts'
import { planted } from './planted.ts'
import { provenances } from './provenance.ts'
import { released } from './released.ts'
import { requests } from './requests.ts'
import { steerings } from './steering.ts'
import { tasked } from './tasked.ts'

/** Every signature of prompt injection. */
export const signatures: readonly Signature[] = [
  ...overrides,
  ...extractions,
  ...personas,
  ...lawless,
  ...steerings,
  ...provenances,
  ...machineReaders,
  ...planted,
  ...tasked,
  ...occasions,
  ...released,
  ...requests,
  ...leaks,
  ...consents,
  ...pieces,
  ...misuses,
  ...hidings,
  ...languages,
]
