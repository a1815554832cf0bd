import { isBounded } from '../contract/content.ts'
import { type Attributes, structure } from './records.ts'

/** The first of several names that has a text, or a number as text. */
export function textAt(attributes: Attributes, ...names: readonly string[]): string {
  for (const name of names) {
    const value = attributes.get(name)
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

/** The first of several names that has a count. */
export function countAt(attributes: Attributes, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = attributes.get(name)
    const count = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
    if (typeof count === 'number' && count >= 0 && count <= 1_000_000_000) return Math.round(count)
  }
  return undefined
}

/**
 * What an attribute holds: a structure, or the structure that its text is in JSON. Text that begins like JSON and is
 * none was cut by its sender, who limits the length of attributes.
 */
export function opened(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    const parsed: unknown = JSON.parse(value)
    return isBounded(parsed) ? parsed : value
  } catch {
    return /^\s*(?:\[\s*[[{"]|\{\s*")/.test(value) ? { type: 'truncated', text: value } : value
  }
}

/** The same as a list: nothing is an empty one. */
export function listOf(value: unknown): unknown[] {
  const whole = opened(value)
  if (whole === undefined || whole === null || whole === '') return []
  return Array.isArray(whole) ? whole.map(opened) : [whole]
}

type Tree = Map<string, Tree | { leaf: unknown }>

const partsMax = 16

/** Attributes that spell out a list, as `prefix.0.role`, `prefix.0.tool_calls.1.name`: the structures in their order. */
export function spelledAt(attributes: Attributes, prefix: string): unknown[] {
  const root: Tree = new Map()
  for (const [name, value] of attributes) {
    if (!name.startsWith(prefix) || !/^\.\d{1,6}(?:\.|$)/.test(name.slice(prefix.length, prefix.length + 8)))
      continue
    put(root, name.slice(prefix.length + 1).split('.', partsMax), value)
  }
  const list = grown(root)
  return Array.isArray(list) ? list : []
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree.set(name, { leaf: opened(value) })
    return
  }
  const known = tree.get(name)
  const inner: Tree = known instanceof Map ? known : new Map(known ? [['', known]] : [])
  tree.set(name, inner)
  put(inner, rest, value)
}

/** A tree as a structure; one whose names are all numbers is a list in their order. */
function grown(tree: Tree): unknown {
  const entries = [...tree].map(([name, at]) => [name, at instanceof Map ? grown(at) : at.leaf] as const)
  if (entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name))) {
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value)
  }
  return structure(entries)
}

/** Names that OpenInference puts around each thing in a list. */
const wrappers = [
  'message',
  'message_content',
  'image',
  'tool_call',
  'document',
  'tool',
  'prompt',
  'completion',
]

/** Takes off what OpenInference wraps things in, and calls their parts as everyone else does. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only && wrappers.includes(only[0])) return unwrapped(only[1])
  return structure(entries.map(([name, inner]) => [name === 'contents' ? 'content' : name, unwrapped(inner)]))
}
