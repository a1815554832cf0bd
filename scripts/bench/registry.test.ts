import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { registry } from './registry.ts'

test('every file of a figure is registered, under a name of its own', () => {
  const files = readdirSync(new URL('figures', import.meta.url))
  expect(registry.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted())
})
