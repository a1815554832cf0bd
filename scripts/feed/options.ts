import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Format } from './records.ts'

/** What the command line asks for. Units: `ratePerS` events a second. */
export type FeedOptions = {
  readonly file: string
  readonly format: Format
  readonly url: string
  readonly key: string
  readonly batch: number
  readonly ratePerS?: number
  readonly field?: string
  readonly model?: string
  readonly vendor?: string
}

/** The command line cannot be followed; the message says why. */
export class WrongUse extends Error {}

export const help = `Pushes the prompts of a file through POST /api/v1/ingest/llm.

  npm run feed -- FILE [options]

  --field NAME     The field or column with the prompt (default: text, else prompt)
  --model NAME     The model of events that name none
  --vendor ID      The vendor of events that name none, such as openai
  --rate N/s       At most so many events a second (default: as fast as the server takes them)
  --batch N        Events in one request, 1 to 10000 (default: 200)
  --format FORMAT  jsonl or csv (default: by the file's ending)
  --url URL        The instance (default: the one whose demo.json is found)
  --key afk_...    An API key that may push (default: the one in demo.json)
  --help           This text

demo.json is looked for in the folder AEGISFLOW_DATA_DIR, else in .data.

Taken from each line when present: response (completion, output, answer), model, vendor_id (vendor, provider),
timestamp (created_at, ts), id when it is a UUID, actor_id, actor_email, workspace_id, project_id, project, trace_id,
status, operation, latency_ms, tokens_in, tokens_out, cost_usd. Other fields are passed over.

Each event's id follows from file name, line and text. Running the command again, also after it was interrupted,
sends nothing twice; the server remembers ids for a week.

Exit status: 0 everything was taken, 1 lines were skipped or the server stayed away, 2 the command cannot be
followed, 130 interrupted.`

type Env = Readonly<Record<string, string | undefined>>

/** Reads the command line; null when only help is asked for. Errors: WrongUse. */
export function readOptions(args: readonly string[], env: Env): FeedOptions | null {
  const { values, positionals } = parsed(args)
  if (values.help) return null
  const [file, ...more] = positionals
  if (file === undefined) throw new WrongUse('Say which file to push.')
  if (more.length > 0) throw new WrongUse(`One file at a time; what is ${more.join(' ')}?`)
  const batch = Number(values.batch)
  if (!/^\d+$/.test(values.batch) || batch < 1 || batch > 10_000) {
    throw new WrongUse('--batch is a number from 1 to 10000.')
  }
  return {
    file,
    format: formatOf(file, values.format),
    batch,
    ...destination(values, env),
    ...(values.rate === undefined ? {} : { ratePerS: rateOf(values.rate) }),
    ...(values.field === undefined ? {} : { field: values.field }),
    ...(values.model === undefined ? {} : { model: values.model }),
    ...(values.vendor === undefined ? {} : { vendor: values.vendor }),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        field: text,
        model: text,
        vendor: text,
        rate: text,
        batch: { ...text, default: '200' },
        url: text,
        key: text,
        format: text,
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

function formatOf(file: string, asked: string | undefined): Format {
  const name =
    asked ?? { '.csv': 'csv', '.jsonl': 'jsonl', '.ndjson': 'jsonl' }[extname(file).toLowerCase()] ?? ''
  if (name === 'csv' || name === 'jsonl') return name
  if (asked !== undefined) throw new WrongUse(`--format is jsonl or csv, not ${asked}.`)
  throw new WrongUse(`The ending of ${file} does not tell its format; give --format jsonl or --format csv.`)
}

function rateOf(text: string): number {
  const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1] ?? Number.NaN)
  if (!(rate > 0)) throw new WrongUse('--rate is a number of events a second, such as 50/s.')
  return rate
}

/** Address and key: as given, else those of the running demo. */
function destination(given: { url?: string; key?: string }, env: Env): { url: string; key: string } {
  const path = join(env.AEGISFLOW_DATA_DIR ?? '.data', 'demo.json')
  const demo = given.url === undefined || given.key === undefined ? demoAt(path) : {}
  const url = given.url ?? demo.url
  const key = given.key ?? demo.api_key
  if (url === undefined || key === undefined) {
    throw new WrongUse(`There is no ${path}. Start the demo first, or give --url and --key.`)
  }
  if (!URL.canParse(url)) throw new WrongUse(`--url ${url} is not an address.`)
  return { url, key }
}

function demoAt(path: string): { url?: string; api_key?: string } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { url?: string; api_key?: string }
  } catch {
    return {}
  }
}
