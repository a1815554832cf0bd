import type { CustomDetectorItem } from '../../analytics/contract/compliance.ts'
import type { CustomDetector } from '../../detectors/index.ts'
import { api } from '../lib/api.ts'
import { type Resource, resource } from './resource.ts'

/** The detectors that the organization made itself. */
export function ownDetectorsModel(): Resource<readonly CustomDetectorItem[]> {
  const own = resource(async (signal) => (await api('GET /compliance/custom-detectors', { signal })).items)
  void own.load()
  return own
}

type Definition = Pick<CustomDetectorItem, 'name' | 'severity' | 'keywords' | 'pattern' | 'category'>

/** A definition as the engine takes it. */
export function engineForm({ name, category, severity, keywords, pattern }: Definition): CustomDetector {
  return { name, category, severity, ...(pattern === null ? { keywords: keywords ?? [] } : { pattern }) }
}

/** The words of a field with one on each line. */
export function keywordsOf(lines: string): string[] {
  const words = lines.split('\n').map((line) => line.trim())
  return [...new Set(words.filter((word) => word !== ''))]
}

const nameCharsMax = 40

/** A name for a detector out of what people call it: `Project Bluebird!` is `project_bluebird`. */
export function nameFrom(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, nameCharsMax)
    .replace(/_+$/, '')
}

/** What the engine says of a definition, as a sentence. */
export function sentence(fault: string): string {
  return `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`
}
