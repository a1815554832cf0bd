import { describe, expect, it } from 'vitest'
import { scanner } from '../scanner.ts'
import { sourceCode } from './source-code.ts'

const scan = scanner([sourceCode])
const blocks = (text: string) => scan(text).findings.map(({ start, end }) => text.slice(start, end))
const body = 'static int a = 1;\nstatic int b = 2;\n'

describe('a block of code', () => {
  it('begins with the line that includes something, however far that stands from the start', () => {
    for (const chars of [0, 900, 1010, 1016, 1020, 1024, 1030, 2040, 5000]) {
      const block = `#include <a.h> // of ours\n${body}`
      expect(blocks(`${'x'.repeat(chars)}\n${block}`), String(chars)).toEqual([block])
      expect(blocks(`${'prose without an end\n'.repeat(chars / 20)}${block}`), String(chars)).toEqual([block])
    }
  })

  it('begins so where at most 80 characters and four blanks follow in the line', () => {
    const block = (after: string) => `#include ${after}\n${body}`
    const within = [`${'a'.repeat(79)}`, `${'a'.repeat(79)}  \t\r`, `${'a'.repeat(90)} #include <b.h>`]
    for (const after of within) expect(blocks(`see\n${block(after)}`)).toEqual([block(after)])
    const beyond = [`${'a'.repeat(80)}`, `${'a'.repeat(80)}   `, `${'a'.repeat(79)}     `]
    for (const after of beyond) expect(blocks(`see\n${block(after)}`)).toEqual([])
  })

  it('begins there too where another line includes too much', () => {
    const block = `#include <a.h>\n${body}`
    expect(blocks(`#include ${'a'.repeat(90)}\nas they say\nand do\n${block}`)).toEqual([block])
  })

  it('is found behind others that include something', () => {
    const block = `#include <a.h>\n#include "b.h"\nint a = read();\n`
    expect(blocks(`${block}\nThat was one.\nThat was all.\nNow two.\n${block}`)).toEqual([block, block])
  })
})
