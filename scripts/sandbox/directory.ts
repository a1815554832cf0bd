import { hashText, idText } from '../demo/chance.ts'
import { company, type Person, type Team } from '../demo/company.ts'
import { DAY_MS } from './moments.ts'

/** A team as both vendors know it: an OpenAI project and an Anthropic workspace. */
export type TeamAccount = {
  readonly team: Team
  readonly projectId: string
  readonly workspaceId: string
  readonly createdAtMs: number
}

/** Someone or something that calls models; `person` is null for a service account. */
export type Caller = {
  readonly index: number
  readonly name: string
  readonly person: Person | null
  readonly account: TeamAccount
  /** Ids at OpenAI and at Anthropic. */
  readonly openaiId: string
  readonly openaiKeyId: string
  readonly anthropicId: string
  readonly anthropicKeyId: string
  readonly createdAtMs: number
}

/** Everyone and everything the vendors can name. */
export type Directory = {
  readonly organizationId: string
  readonly teams: readonly TeamAccount[]
  readonly callers: readonly Caller[]
}

const serviceAccounts: readonly (readonly [string, Team['id']])[] = [
  ['support-assistant', 'support'],
  ['code-review-bot', 'engineering'],
  ['nightly-summaries', 'clinical'],
  ['invoice-matcher', 'finance'],
]

const FOUNDED_MS = Date.UTC(2025, 2, 3, 9)

/** The directory for a seed: the demo company's 40 people in 6 teams, and 4 service accounts. */
export function directoryOf(seed: string): Directory {
  const hashOf = (label: string) => hashText(`${seed}/${label}`)
  const idOf = (label: string, length: number) => idText(hashOf(label), length)
  const since = (label: string, days: number) => FOUNDED_MS + (hashOf(label) % (days * DAY_MS))

  const teams = company.teams.map((team) => ({
    team,
    projectId: `proj_${idOf(`project/${team.id}`, 24)}`,
    workspaceId: `wrkspc_01${idOf(`workspace/${team.id}`, 22)}`,
    createdAtMs: since(`team/${team.id}`, 60),
  }))
  const accountOf = (teamId: Team['id']): TeamAccount => {
    const account = teams.find((candidate) => candidate.team.id === teamId)
    if (!account) throw new RangeError(`no such team: ${teamId}`)
    return account
  }
  const caller = (name: string, person: Person | null, account: TeamAccount, index: number): Caller => ({
    index,
    name,
    person,
    account,
    openaiId: person ? `user-${idOf(`user/${name}`, 24)}` : `svcacct-${idOf(`service/${name}`, 24)}`,
    openaiKeyId: `key_${idOf(`openai-key/${name}`, 16)}`,
    anthropicId: person ? `user_01${idOf(`account/${name}`, 22)}` : `svac_01${idOf(`account/${name}`, 22)}`,
    anthropicKeyId: `apikey_01${idOf(`anthropic-key/${name}`, 22)}`,
    createdAtMs: since(`caller/${name}`, 300),
  })

  const people = company.people.map((p, i) => caller(p.name, p, accountOf(p.team.id), i))
  const services = serviceAccounts.map(([name, teamId], i) =>
    caller(name, null, accountOf(teamId), people.length + i),
  )
  return { organizationId: uuidOf(hashOf('organization')), teams, callers: [...people, ...services] }
}

function uuidOf(hash: number): string {
  const hex = idText(hash, 32, '0123456789abcdef')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
