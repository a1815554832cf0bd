import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const MANUAL = /^(?:readme|changelog|history|changes|contributing)(?:\.en)?\.(?:md|markdown)$/i
/** Long manuals are read in pieces, the first ones. Units: UTF-16 code units. */
const PIECE_CHARS = 6000
const PIECES_MAX = 7
const LEAST_CHARS = 200

/**
 * What the packages that this project is built with say of themselves: prose for developers, full of orders to people and
 * talk of users, models and tasks. Packages of one platform only are left out, so that the texts are the same everywhere.
 */
export function manualsOfPackages(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optional?: boolean; os?: unknown; cpu?: unknown }>
  }
  return Object.entries(packages)
    .filter(([path, { optional, os, cpu }]) => path !== '' && !optional && !os && !cpu)
    .map(([path]) => join(ROOT, path))
    .filter(existsSync)
    .flatMap((path) =>
      readdirSync(path)
        .filter((name) => MANUAL.test(name))
        .toSorted()
        .map((name) => join(path, name)),
    )
    .flatMap((path) => piecesOf(readFileSync(path, 'utf8')))
}

function piecesOf(text: string): readonly string[] {
  return Array.from({ length: PIECES_MAX }, (_, i) =>
    text.slice(i * PIECE_CHARS, (i + 1) * PIECE_CHARS),
  ).filter(({ length }) => length >= LEAST_CHARS)
}
