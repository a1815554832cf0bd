import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const linesMax = 400
const read = (path: string): string =>
  existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(join(root, path)))
const sources = files.filter((path) => /\.tsx?$/.test(path))
const isTest = (path: string): boolean => /[.-]test\.tsx?$/.test(path)

/** Units of a kind: the files of its folder, without tests and the registry itself. */
const unitsOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /\.tsx?$/.test(entry.name) &&
        !isTest(entry.name) &&
        !/^index\.tsx?$/.test(entry.name),
    )
    .map(({ name }) => name)

/** Files that a file imports, without what is only a type. */
const importedBy = (path: string): string[] =>
  [...read(path).matchAll(/^(?:import|export) (?!type)[^'"]*from '([^']+)'/gm)].map(([, from]) =>
    basename(from ?? ''),
  )

describe('every unit is registered', () => {
  // Vendors have parts beside them, which workers/collector/vendors/index.test.ts knows.
  it.each(['workers/routes', 'web/pages'])('in the index of %s', (folder) => {
    const index = [`${folder}/index.ts`, `${folder}/index.tsx`].find((path) => files.includes(path)) ?? ''
    expect(unitsOf(folder).filter((unit) => !importedBy(index).includes(unit))).toEqual([])
    expect(unitsOf(folder).length).toBeGreaterThan(0)
  })

  it('by somebody who asks the question, for analytics/queries', () => {
    const askers = sources.filter((path) => !isTest(path) && !path.startsWith('analytics/queries/'))
    const asked = new Set(askers.flatMap(importedBy))
    expect(unitsOf('analytics/queries').filter((unit) => !asked.has(unit))).toEqual([])
  })
})

describe('the code', () => {
  it(`has no file beyond ${linesMax} lines`, () => {
    const long = sources.filter((path) => !isTest(path) && read(path).split('\n').length - 1 > linesMax)
    expect(long).toEqual([])
  })

  it('leaves nothing for later', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'X' + 'XX'].map((mark) => `\\b${mark}\\b`).join('|'),
    )
    expect(sources.filter((path) => marks.test(read(path)))).toEqual([])
  })

  it('silences no checker', () => {
    const silenced = new RegExp(
      ['@ts-' + 'ignore', '@ts-' + 'expect-error', '@ts-' + 'nocheck', 'biome-' + 'ignore'].join('|'),
    )
    expect(sources.filter((path) => silenced.test(read(path)))).toEqual([])
  })
})

describe('package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >

  it('names every version exactly', () => {
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })
})

describe('wrangler.toml', () => {
  const paragraphs = read('wrangler.toml').split(/\n{2,}/)

  it('says of each binding what it is for', () => {
    const bound = paragraphs.filter(
      (paragraph) => /^(?:binding|name) = /m.test(paragraph) && /^\[/m.test(paragraph),
    )
    expect(bound.length).toBeGreaterThan(0)
    expect(bound.filter((paragraph) => !paragraph.startsWith('# '))).toEqual([])
  })
})

describe('README.md', () => {
  /** Variables of the Worker, those that the launcher reads, and the secrets of the comment above `[vars]`. */
  function variables(): string[] {
    const toml = read('wrangler.toml')
    const vars = [...toml.slice(toml.indexOf('[vars]')).matchAll(/^([A-Z][A-Z\d_]+) = /gm)]
    const launcher = [...read('scripts/start.ts').matchAll(/\benv\.([A-Z][A-Z\d_]+)/g)]
    const secrets = /# Secrets [^[]*/.exec(toml)?.[0] ?? ''
    return [...vars, ...launcher, ...secrets.matchAll(/\b([A-Z][A-Z\d]*_[A-Z\d_]+)/g)].map(
      ([, name]) => name ?? '',
    )
  }

  it('names every configuration variable', () => {
    const readme = read('README.md')
    expect(variables()).toEqual(expect.arrayContaining(['CLICKHOUSE_URL', 'PORT', 'VAULT_KEKS']))
    expect([...new Set(variables())].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
})
