import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { entriesOf, ringFrom, WrongUse } from './vault-import/entries.ts'
import { checkedUrl, sendEntries } from './vault-import/send.ts'

const help = `Takes vendor credentials that were sealed with Fernet over into the vault of a running instance.

  FERNET_KEY=... AEGISFLOW_API_KEY=afk_... npm run vault:import -- --file FILE [options]

  --file FILE        JSON: a list of {vendor_id, secret, kind?, label?, service_account?, settings?};
                     secret and service_account are Fernet tokens
  --url URL          The instance (default: http://127.0.0.1:8787)
  --keep-unchecked   Keep those whose vendor cannot be asked right now
  --check            Only open the tokens and say which cannot be
  --help             This text

FERNET_KEYS_HISTORY holds older keys, by comma. AEGISFLOW_API_KEY is an API key with the scopes credentials:read and
credentials:write. Each credential is opened in this process alone, tried with its vendor by the instance, and sealed
there; nothing is written in the clear. Running the command again adds nothing twice.

Exit status: 0 everything is in the vault, 1 something is not, 2 the command cannot be followed.`

const options = {
  file: { type: 'string' },
  url: { type: 'string', default: 'http://127.0.0.1:8787' },
  'keep-unchecked': { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

async function run(): Promise<number> {
  const { values } = parseArgs({ options, strict: true })
  if (values.help) {
    console.log(help)
    return 0
  }
  if (values.file === undefined) throw new WrongUse('Say which file to take over: --file FILE.')
  const url = checkedUrl(values.url)
  const entries = entriesOf(readFileSync(values.file, 'utf8'), ringFrom(process.env), Date.now())
  if (values.check) {
    for (const entry of entries) console.log(`${entry.name} ${'fault' in entry ? entry.fault : 'opens'}`)
    return entries.some((entry) => 'fault' in entry) ? 1 : 0
  }
  const key = process.env.AEGISFLOW_API_KEY
  if (!key) throw new WrongUse('AEGISFLOW_API_KEY is not set.')
  const results = await sendEntries(entries, { url, key, keepUnchecked: values['keep-unchecked'] })
  for (const { name, detail } of results) console.log(`${name} ${detail}`)
  return results.some(({ result }) => result === 'failed') ? 1 : 0
}

try {
  process.exitCode = await run()
} catch (error) {
  const isTheirs = error instanceof WrongUse || (error instanceof Error && 'code' in error)
  console.error(isTheirs ? (error as Error).message : 'The instance cannot be reached.')
  process.exitCode = 2
}
