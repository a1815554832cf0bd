import { z } from 'zod'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { type FernetKey, fernetKey, openFernet } from './fernet.ts'

/** A credential as the file has it: its secrets are Fernet tokens. */
const entryShape = z.strictObject({
  vendor_id: z.string().min(1).max(64),
  kind: z.string().min(1).max(64).optional(),
  label: z.string().min(1).max(100).optional(),
  secret: z.string().min(1).max(32_768),
  service_account: z.string().min(1).max(32_768).optional(),
  settings: z.record(z.string(), z.string()).default({}),
})
const fileShape = z.union([
  z.array(z.unknown()),
  z.strictObject({ credentials: z.array(z.unknown()) }).transform(({ credentials }) => credentials),
])

/** The body of `POST /keys`. */
export type NewKey = {
  vendor_id: string
  kind: string
  label: string
  secret: string
  service_account?: string
  settings: Record<string, string>
}

/** One entry of the file, opened, or why it could not be. `name` holds nothing secret. */
export type Entry = { name: string } & ({ key: NewKey } | { fault: string })

/** The command cannot be followed; the message says why and holds no key. */
export class WrongUse extends Error {}

/** The ring of keys, the newest first. Shape: `FERNET_KEYS_HISTORY` by comma or space. Errors: WrongUse. */
export function ringFrom(env: Readonly<Record<string, string | undefined>>): FernetKey[] {
  const texts = [env.FERNET_KEY ?? '', ...(env.FERNET_KEYS_HISTORY ?? '').split(/[\s,]+/)].filter(Boolean)
  if (texts.length === 0) throw new WrongUse('FERNET_KEY is not set.')
  return texts.map((text, at) => {
    const key = fernetKey(text)
    if (key === null) throw new WrongUse(`Key ${at + 1} of the Fernet keys is not base64url of 32 bytes.`)
    return key
  })
}

/** The entries of a file's text, in its order, opened. Errors: WrongUse when it is no list of entries. */
export function entriesOf(text: string, keys: readonly FernetKey[], nowMs: number): Entry[] {
  const file = fileShape.safeParse(parsed(text))
  if (!file.success) throw new WrongUse('The file is no JSON list of credentials.')
  return file.data.map((each, at) => entryOf(each, `entry ${at + 1}`, keys, nowMs))
}

function entryOf(each: unknown, name: string, keys: readonly FernetKey[], nowMs: number): Entry {
  const read = entryShape.safeParse(each)
  if (!read.success) {
    const fields = read.error.issues.map(({ path }) => path.join('.') || 'its shape').join(', ')
    return { name, fault: `wrong in ${fields}` }
  }
  const { vendor_id, settings, ...given } = read.data
  const vendor = vendors.find(({ id }) => id === vendor_id)
  const kind = given.kind ?? vendor?.credentialKinds[0]?.kind
  if (kind === undefined)
    return { name, fault: `names no kind, and ${vendor_id} is no vendor that is known here` }
  const label = given.label ?? `${vendor?.label ?? vendor_id} (imported)`
  const secret = openFernet(given.secret, keys, nowMs)
  if (!secret.ok) return { name: `${name}, ${label}`, fault: `its secret is ${inWords[secret.fault]}` }
  const key = { vendor_id, kind, label, secret: secret.text, settings }
  if (given.service_account === undefined) return { name: `${name}, ${label}`, key }
  const document = openFernet(given.service_account, keys, nowMs)
  if (!document.ok)
    return { name: `${name}, ${label}`, fault: `its service account is ${inWords[document.fault]}` }
  return { name: `${name}, ${label}`, key: { ...key, service_account: document.text } }
}

const inWords = {
  malformed: 'no Fernet token',
  unknown_version: 'a Fernet token of another version',
  from_the_future: 'dated more than a minute ahead of this clock',
  not_authentic: 'sealed with none of the keys, or altered',
} as const

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
