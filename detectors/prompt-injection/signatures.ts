import type { Signature } from '../detector.ts'
import { extractions } from './extraction.ts'
import { hidings } from './hiding.ts'
import { languages } from './languages.ts'
import { lawless } from './lawless.ts'
import { machineReaders } from './machine-reader.ts'
import { overrides } from './override.ts'
import { personas } from './persona.ts'
import { planted } from './planted.ts'
import { provenances } from './provenance.ts'
import { released } from './released.ts'
import { requests } from './requests.ts'
import { steerings } from './steering.ts'

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
  ...released,
  ...requests,
  ...hidings,
  ...languages,
]
