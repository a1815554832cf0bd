import type { Dice } from '../../demo/chance.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PARTS = [
  'ignore',
  'previous',
  'instructions',
  'system',
  'prompt',
  'reveal',
  'override',
  'rules',
  'user',
  'reset',
  'memory',
  'mode',
  'filter',
  'get',
  'set',
  'is',
  'new',
  'task',
  'secret',
  'token',
  'message',
  'print',
  'output',
  'forget',
  'bypass',
  'act',
  'as',
  'admin',
]

/** What is no sentence in any language: names in code with the words of attacks, tokens, hashes, lines of logs. */
export function code(throws: Dice): string {
  const pick = (from: string | readonly string[], count: number) =>
    Array.from({ length: count }, () => throws.pick([...from]))
  const base64 = () => `${pick(LETTERS, 12 + throws.below(90)).join('')}${throws.pick(['', '=', '=='])}`
  const hex = () => pick('0123456789abcdef', throws.pick([8, 32, 40, 64])).join('')
  const name = () => {
    const parts = pick(PARTS, 2 + throws.below(2))
    return throws.pick([
      () => parts.map((part, i) => (i === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join(''),
      () => parts.join('_'),
      () => parts.join('_').toUpperCase(),
      () => parts.join('-'),
      () => parts.join('.'),
    ])()
  }
  return throws.pick([
    base64,
    () =>
      `${throws.pick(['see', 'token', 'the key is', 'data:', 'Authorization: Bearer'])} ${base64()}${throws.pick(['', ' ok', ' thanks'])}`,
    hex,
    () => `${throws.pick(['commit', 'sha256', 'id', 'checksum'])}: ${hex()}`,
    () => `${name()}(${throws.pick(['', 'prompt', 'text', 'user, rules', '"all"', name()])})`,
    () =>
      `${throws.pick(['const', 'let', 'var', 'self', 'def'])} ${name()} = ${throws.pick([name(), `${name()}()`, 'true', '0', '"none"'])}`,
    () => `if (${name()}) return ${name()}`,
    () => `${name()}=${throws.pick(['true', '0', 'on', hex(), '/etc/app.conf'])}`,
    () => `--${name()} --${name()}=${throws.below(100)}`,
    () =>
      `[${throws.pick(['INFO', 'WARN', 'ERROR'])}] ${name()}: ${throws.pick(['skipped', 'ignored', 'not found', 'overridden', 'ok'])} (${throws.below(900)} ms)`,
    () => `https://${name().toLowerCase()}.example/${name()}?${name()}=${throws.below(1000)}`,
  ])()
}
