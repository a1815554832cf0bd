import { fail, ok, type Result } from '../../analytics/result.ts'
import { privateHosts, refusal } from './host-guard.ts'
import { type Api, type CredentialKind, isOfCustomer, type Vendor } from './vendor.ts'

type Settings = Readonly<Record<string, string>>
type Issue = { path: string; message: string }
/** The operator's word on which private hosts customers may name. */
type Guard = { AEGISFLOW_ALLOW_CUSTOMER_HOSTS: string }

const hostPart = /^[a-z0-9-]{1,63}$/i

/** The names of settings that stand in an address that secrets are sent to. */
export function addressSettings({ apis }: Vendor): Set<string> {
  return new Set(Object.values(apis).flatMap(namesIn))
}

/** The settings of a credential as they are kept, those that were left empty taken out. Errors: what is wrong with each. */
export function checkedSettings(
  guard: Guard,
  vendor: Vendor,
  kind: CredentialKind,
  given: Settings,
): Result<Record<string, string>, Issue[]> {
  const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const declared = new Map(kind.settings.map((setting) => [setting.name, setting]))
  const issues: Issue[] = []
  const say = (name: string, message: string) => issues.push({ path: `settings.${name}`, message })
  for (const [name, value] of Object.entries(kept)) {
    const setting = declared.get(name)
    if (!setting) say(name, 'Unknown setting')
    else if (!isWhole(setting.pattern, value)) say(name, `This is no ${setting.label}. ${setting.help}`)
  }
  for (const { name, label, required } of kind.settings) {
    if (required && kept[name] === undefined) say(name, `${label} is missing.`)
  }
  if (issues.length === 0) for (const api of Object.values(vendor.apis)) checkAddress(guard, api, kept, say)
  return issues.length === 0 ? ok(kept) : fail(issues)
}

function isWhole(pattern: RegExp, value: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(value)
}

/** The address is guarded again at every call; here a person still can mend it. */
function checkAddress(guard: Guard, api: Api, settings: Settings, say: (name: string, why: string) => void) {
  const names = namesIn(api)
  if (!isOfCustomer(api)) {
    for (const name of names) {
      if (!hostPart.test(settings[name] ?? '')) say(name, 'It is part of a host, and does not fit one.')
    }
    return
  }
  const [name = ''] = names
  if (settings[name] === undefined) return
  const url = URL.parse(api.default.replace(/\{(\w+)\}/g, (_all, each: string) => settings[each] ?? ''))
  const reason =
    url === null
      ? 'the address cannot be read'
      : refusal(url, privateHosts(guard.AEGISFLOW_ALLOW_CUSTOMER_HOSTS))
  if (reason !== null) say(name, `The address was refused: ${reason}.`)
}

const namesIn = (api: Api): string[] => [...api.default.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
