import type { Dice } from '../../demo/chance.ts'

/** Words that a template may name as `$name`; a word may hold templates itself. */
export type Words = Readonly<Record<string, readonly string[]>>

/**
 * Writes a template out: `{a|b}` is one of several, `{a|}` may be left away,
 * `$name` is one of the words of that name, and `«`, `»` and `¦` stand for braces and bars that are meant.
 */
export function expand(template: string, words: Words, throws: Dice): string {
  let at = 0
  const sequence = (): string => {
    let text = ''
    while (at < template.length && template[at] !== '|' && template[at] !== '}') {
      if (template[at] === '{') text += choice()
      else if (template[at] === '$' && /[a-z]/.test(template[at + 1] ?? '')) text += word()
      else text += template[at++]
    }
    return text
  }
  const choice = (): string => {
    const options: string[] = []
    do {
      at++
      options.push(sequence())
    } while (template[at] === '|')
    if (template[at] !== '}') throw new Error(`a brace is open in: ${template}`)
    at++
    return throws.pick(options)
  }
  const word = (): string => {
    const name = /^[a-zA-Z]+/.exec(template.slice(at + 1))?.[0] ?? ''
    const list = words[name]
    if (list === undefined) throw new Error(`there are no words for $${name}`)
    at += name.length + 1
    return expand(throws.pick(list), words, throws)
  }
  const text = sequence()
  if (at < template.length) throw new Error(`a brace is closed too early in: ${template}`)
  return text.replaceAll('«', '{').replaceAll('»', '}').replaceAll('¦', '|')
}
