import { describe, expect, it } from 'vitest'
import { registry } from '../../detectors/registry.ts'
import { catalogue } from './detectors.ts'

describe('the catalogue of detectors', () => {
  it('says of every detector what it finds', async () => {
    const lines = (await catalogue.render()).split('\n')
    const silent = registry.filter(({ code }) => {
      const cells = lines.find((line) => line.startsWith(`| \`${code}\` `))?.split('|') ?? []
      return (cells.at(-2)?.trim() ?? '') === ''
    })
    expect(silent.map(({ code }) => code)).toEqual([])
  })
})
