import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ed25519, type OpenIntent, type Verdict, verifyExport } from '../analytics/ledger/index.ts'

/**
 * Checks an export of the audit ledger without a server: `audit-verify export.json [--checkpoint saved.txt]
 * [--key vkey]`, the last two as often as needed.
 * Exit status: 0 complete and unchanged, 1 not, 2 for a wrong call.
 */
const usage = 'Usage: npm run audit:verify -- export.json [--checkpoint saved.txt]... [--key vkey]...'
const listedMax = 100

function misuse(message: string): never {
  console.error(`${message}\n${usage}`)
  process.exit(2)
}

function read(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
  } catch (error) {
    if (error instanceof TypeError) return ''
    return misuse(`${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

function argumentsOf() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        checkpoint: { type: 'string', multiple: true, default: [] },
        key: { type: 'string', multiple: true, default: [] },
      },
    })
    const [path, ...rest] = positionals
    if (path === undefined || rest.length > 0) return misuse('Name one export.')
    return { path, ...values }
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error))
  }
}

/** Control characters in an export must not reach the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '?')
const keyId = (vkey: string | null): string => plain(vkey ?? '').split('+')[1] ?? ''

function summary(verdict: Verdict): string[] {
  const { origin, vkey, isKeyGiven, first, end, size, continues, sealedParts, shownParts } = verdict
  const range = first === end ? 'none' : `${first} to ${end - 1}`
  return [
    `  ledger      ${plain(origin ?? '')}`,
    `  entries     ${range} of ${size}${
      first > 0 || end < size ? `: ${first} before and ${size - end} after are not in this file` : ''
    }`,
    `  signed by   key ${keyId(vkey)}, ${
      isKeyGiven
        ? 'which you named'
        : 'by the export’s own word: compare it with the one you know, or pass --key'
    }`,
    ...continues.map((earlier) => `  continues   the checkpoint over ${earlier} entries`),
    `  details     ${shownParts} of ${sealedParts} sealed parts are shown, and are what was written`,
  ]
}

function intents(open: readonly OpenIntent[]): string[] {
  if (open.length === 0) return ['Every intent has its outcome.']
  const lines = open
    .slice(0, listedMax)
    .map(
      ({ seq, at_ms, actor, action, target }) =>
        `  ${seq}  ${new Date(at_ms).toISOString()}  ${plain(`${actor}  ${action}  ${target}`)}`,
    )
  const more = open.length > listedMax ? [`  and ${open.length - listedMax} more`] : []
  return [`Intents without an outcome: ${open.length}`, ...lines, ...more]
}

const { path, checkpoint, key } = argumentsOf()
const verdict = await verifyExport(read(path), {
  verify: ed25519(crypto.subtle),
  vkeys: key,
  earlier: checkpoint.map(read),
})
if (verdict.fault === null) {
  const what = verdict.end - verdict.first === verdict.size ? 'ledger' : 'part of the ledger'
  console.log([`VALID: this ${what} is complete and unchanged.`, ...summary(verdict)].join('\n'))
  console.log(intents(verdict.openIntents).join('\n'))
} else {
  console.log(`NOT VALID: ${plain(verdict.fault.message)}`)
  process.exitCode = 1
}
