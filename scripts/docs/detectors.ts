import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Detector } from '../../detectors/detector.ts'
import { registry } from '../../detectors/registry.ts'
import { document } from './document.ts'
import { table } from './table.ts'

const root = join(import.meta.dirname, '../../detectors')

const opening = `# Detectors

What every text is scanned for. This file is made by \`npm run docs\` from the detectors themselves; a test fails when it is
old. The examples of each are its tests.

A finding is **high** when a checksum, a range or a vendor's prefix proves it, **medium** when a keyword says what it is,
and **low** when it has the shape and nothing else. Low findings are redacted and are no violations. Source code,
environment files, traces and inner hosts are low for that reason: ordinary prompts quote them. Code that carries a notice
of confidentiality is medium. So is a person's name where a title, a greeting, a form's field, contact data or the sentence
itself speaks for it, or where given names stand in it that are seldom anything else; other names are low.

Where findings overlap, the surer wins, then the better mechanism in this order: private key, vendor prefix, literal,
checksum, keyword, phone, shape. Regions (source code, dumps) stand beside what is found in them.

What is not found: a recovery phrase with none of the rarer words of its list and no keyword beside it; a password that
no name announces; a key of no known vendor that no name announces; anything encoded more than twice.
`

/** The catalogue of detectors, with what each file says of its detector. */
export const catalogue = document({ path: 'docs/detectors.md', render })

async function render(): Promise<string> {
  const said = await summaries()
  const categories = [...new Set(registry.map(({ category }) => category))]
  const tables = categories.map((category) => {
    const rows = registry
      .filter((detector) => detector.category === category)
      .map((detector) => row(detector, said.get(detector.code) ?? ''))
    return `## ${category}\n\n${table(['code', 'label', 'severity', 'mechanism', 'what it finds'], rows)}`
  })
  return `${opening}\n${registry.length} detectors.\n\n${tables.join('\n\n')}\n`
}

function row({ code, label, severity, mechanism }: Detector, summary: string): string[] {
  return [`\`${code}\``, label, severity, mechanism.replace('_', ' '), summary]
}

/** The docstring of every exported detector, by code, on one line. */
async function summaries(): Promise<ReadonlyMap<string, string>> {
  const said = new Map<string, string>()
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter(
    (name) => name.includes('/') && name.endsWith('.ts') && !name.includes('test'),
  )) {
    const path = join(root, file)
    const source = readFileSync(path, 'utf8')
    const exported = (await import(path)) as Record<string, unknown>
    for (const [name, value] of Object.entries(exported)) {
      const code = codeOf(value)
      const docstring = new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${name}\\b`).exec(
        source,
      )?.[1]
      if (code !== null && docstring !== undefined) said.set(code, plain(docstring))
    }
  }
  return said
}

function codeOf(value: unknown): string | null {
  const isDetector = typeof value === 'object' && value !== null && 'examples' in value && 'code' in value
  return isDetector ? String(value.code) : null
}

function plain(docstring: string): string {
  return docstring
    .replace(/\n\s*\* ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
