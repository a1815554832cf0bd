import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { madeUp } from './made-up.ts'

const CHARS_MAX = 12_000
const fileOf = (kind: string, seed: number) =>
  `PuTTY-User-Key-File-3: ${kind}\nEncryption: none\nComment: me\nPublic-Lines: 1\n${madeUp('base64', 64, seed)}\n` +
  `Private-Lines: 1\n${madeUp('base64', 48, seed)}\nPrivate-MAC: ${madeUp('hex', 64, seed)}`
const FILES = ['ssh-rsa', 'ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-dss'].map(fileOf)

/** Private keys in the file format of PuTTY. */
export const puttyKey = detector({
  code: 'secret_putty_key',
  label: 'PuTTY Private Key',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'private_key',
  hints: ['putty-user-key-file-0'],
  pattern: /PuTTY-User-Key-File-\d: /y,
  locate,
  check,
  examples: {
    find: FILES.map((file) => [`saved:\n${file}\n`, file] as const),
    ignore: [
      ['PuTTY-User-Key-File-3: ssh-rsa', 'only the first line'],
      ['PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 1\n...\nPrivate-MAC: none', 'nothing in it'],
      [`PuTTY-User-Key-File-3: ssh-rsa\nPublic-Lines: 1\n${madeUp('base64', 64)}`, 'the public part'],
      ['a .ppk is a PuTTY user key file, version 3', 'a sentence about it'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  const block = text.slice(start, start + CHARS_MAX)
  const privateAt = block.indexOf('Private-Lines: ')
  const nextAt = block.indexOf('PuTTY-User-Key-File-', match[0].length)
  if (privateAt < 0 || (nextAt >= 0 && nextAt < privateAt)) return null
  const mac = /Private-(?:MAC|Hash): ?[0-9a-f]{0,64}/.exec(block.slice(privateAt))
  const end = mac === null ? block.length : privateAt + mac.index + mac[0].length
  return { start, end: start + end }
}

function check(value: string): Verdict | null {
  const lines = /Private-Lines: \d{1,3}(?:\r?\n|\\n)+([A-Za-z0-9+/=]{16,64})/.exec(value)
  return lines === null ? null : verdict.proven
}
