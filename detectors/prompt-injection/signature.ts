import type { Signature } from '../detector.ts'

/** Declares a signature of one family. */
export function signature(declared: Signature): Signature {
  return Object.freeze(declared)
}

/** A regular expression from parts, where `~` stands for up to `reach` characters within a sentence. */
export function phrase(source: string, reach = 30): RegExp {
  return new RegExp(source.replaceAll('~', `[^.!?\\n]{0,${reach}}?`), 'gi')
}
