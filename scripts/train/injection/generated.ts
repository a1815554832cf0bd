import { dice, hashText } from '../../demo/chance.ts'
import { attackWords } from './attack-words.ts'
import { orders } from './attacks.ts'
import { characters } from './characters.ts'
import { code } from './codes.ts'
import { documents, documentWords } from './documents.ts'
import { everyday } from './everyday.ts'
import { formats } from './formats.ts'
import { expand, type Words } from './grammar.ts'
import { harmless, harmlessWords } from './harmless.ts'
import { mentions, mentionWords } from './mentions.ts'
import { freedoms, personaShapes, personaWords } from './personas.ts'
import { probing } from './probing.ts'
import { record } from './records.ts'
import { scenes } from './scenes.ts'
import { short, shortWords } from './short.ts'
import { steering, steeringWords } from './steering.ts'
import { talk } from './talk.ts'
import { tongues } from './tongues/index.ts'
import { triggers, triggerWords } from './triggers.ts'
import { unbound } from './unbound.ts'
import { words } from './words.ts'

/** A text that was written by a template, with the family of the template. */
export interface Generated {
  readonly text: string
  readonly isAttack: boolean
  readonly family: string
}

const VOCABULARY: Words = {
  ...words,
  ...attackWords,
  ...steeringWords,
  ...personaWords,
  ...documentWords,
  ...harmlessWords,
  ...triggerWords,
  ...mentionWords,
  ...shortWords,
}
const SYLLABLES = [
  'ba',
  'zor',
  'ki',
  'mex',
  'ul',
  'dra',
  'ne',
  'fo',
  'gan',
  'lu',
  'tri',
  'vax',
  'sol',
  'mir',
  'qu',
  'eno',
]

/** The part of the texts that is not English. */
const FOREIGN_SHARE = 0.3
/** The templates of a language are in so many families, so that some can be held out while the language is known. */
export const LANGUAGE_FOLDS = 3

type Throws = ReturnType<typeof dice>
type Families = readonly (readonly [string, readonly string[]])[]

/** The part of the harmless English texts that use the words of attacks in everyday senses. */
const EVERYDAY_SHARE = 0.3

/** The part of the harmless English texts that are pages of such sentences, one after another. */
const PAGES_SHARE = 0.1
const PAGE_KINDS = [
  short['directions in documents'],
  short['lines of mail'],
  mentions['warnings to people'],
  talk['stated things'],
  ['$fact', '$fact $fact', '$errand.'],
].filter((kind) => kind !== undefined)

/** As many texts as are asked for, half of them attacks, the same for the same seed. */
export function generated(count: number, seed = 'injection'): readonly Generated[] {
  const attacks = [
    ...Object.entries(orders),
    ...Object.entries(steering),
    ...Object.entries(probing),
    ...Object.entries(freedoms),
    ...Object.entries(characters),
    ...Object.entries(documents),
    ...Object.entries(unbound),
  ]
  const harms = {
    posing: [
      ...Object.entries(harmless),
      ...Object.entries(formats),
      ...Object.entries(scenes),
      ...Object.entries(mentions),
      ...Object.entries(short),
      ...Object.entries(talk),
    ],
    everyday: [...Object.entries(everyday), ...Object.entries(triggers), ...Object.entries(triggers)],
  }
  const throws = dice(hashText(seed))
  const list: Generated[] = []
  while (list.length < count) {
    if (throws.share() < FOREIGN_SHARE) {
      const tongue = throws.pick(tongues)
      for (const isAttack of [true, false]) {
        const templates = isAttack ? tongue.attacks : tongue.harmless
        const at = throws.below(templates.length)
        const said = write(templates[at] ?? '', throws)
        const text =
          throws.share() < 0.3 ? amid(said, write(throws.pick(tongue.harmless), throws), throws) : said
        list.push({ text, isAttack, family: `own ${tongue.code} ${at % LANGUAGE_FOLDS}` })
      }
      continue
    }
    list.push(attackOf(throws, attacks))
    list.push(harmlessOf(throws, harms))
  }
  return list
}

function attackOf(throws: Throws, families: Families): Generated {
  if (throws.share() < 0.2)
    return { text: write(throws.pick(personaShapes), throws), isAttack: true, family: 'own persona' }
  const [family, templates] = throws.pick(families)
  const said = write(throws.pick(templates), throws)
  const inData = family in documents || throws.share() < 0.15
  const text = inData
    ? carried(said, throws)
    : throws.share() < 0.1
      ? `${write('$question', throws)} ${said}`
      : said
  return { text, isAttack: true, family: `own ${family}` }
}

function harmlessOf(throws: Throws, families: Record<'posing' | 'everyday', Families>): Generated {
  const kind = throws.share()
  if (kind < 0.08) {
    const said = write(throws.pick(['$fact', '$fact $fact', '$task', '$question', '$errand']), throws)
    return { text: record(said, throws), isAttack: false, family: 'own records' }
  }
  if (kind < 0.1) {
    const said = write(
      throws.pick([
        '$topic',
        '$role',
        '$person',
        'word',
        '$fact',
        '{a|b|e|x|z|1|0|la|ha|na|AB|no}',
        '{a|x|.|-|=} {b|y|1}',
      ]),
      throws,
    )
    const gap = throws.pick([' ', ', ', '\n', '. '])
    return { text: `${said}${gap}`.repeat(5 + throws.below(100)), isAttack: false, family: 'own repetition' }
  }
  if (kind < 0.13) return { text: code(throws), isAttack: false, family: 'own codes' }
  const [family, templates] = throws.pick(families[throws.share() < EVERYDAY_SHARE ? 'everyday' : 'posing'])
  if (kind >= 1 - PAGES_SHARE) return { text: page(throws, families), isAttack: false, family: 'own pages' }
  const said = write(throws.pick(templates), throws)
  const text =
    throws.share() < 0.2
      ? amid(said, write(throws.pick(['$fact', '$question', '$task.']), throws), throws)
      : said
  return { text: kind < 0.23 ? carried(text, throws) : text, isAttack: false, family: `own ${family}` }
}

/** Some sentences of the kinds that stand in documents: directions, warnings, reports, mail. */
function page(throws: Throws, { everyday: plain }: Record<'posing' | 'everyday', Families>): string {
  const kinds = [...PAGE_KINDS, throws.pick(plain)[1]]
  const sentences = Array.from({ length: 3 + throws.below(5) }, () =>
    write(throws.pick(throws.pick(kinds)), throws),
  )
  return sentences.join(throws.pick([' ', ' ', '\n', '\n\n']))
}

/** A sentence with another one before or after it. */
function amid(said: string, other: string, throws: Throws): string {
  const gap = throws.pick([' ', ' ', '\n', '. '])
  return throws.share() < 0.5 ? `${said}${gap}${other}` : `${other}${gap}${said}`
}

/** Puts a sentence where an attacker has room to write: in a document, a field, a comment. */
function carried(said: string, throws: Throws): string {
  const fact = () => write('$fact', throws)
  return throws.pick([
    () => said,
    () => `${fact()} ${said}`,
    () => `${fact()} ${fact()} ${said} ${fact()}`,
    () => `${fact()}\n${fact()}\n\n${said}`,
    () => record(said, throws),
    () => record(`${fact()} ${said}`, throws),
    () => `<!-- ${said} -->\n<p>${fact()}</p>`,
    () => `<div style="display:none">${said}</div> ${fact()}`,
  ])()
}

/** Writes one template out, with one invented name for all of it, in the care that people take. */
function write(template: string, throws: Throws): string {
  const name = nameOf(throws)
  const text = expand(template, { ...VOCABULARY, name: [name] }, throws)
    .replaceAll(/ +([.,!?])/g, '$1')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  const care = throws.share()
  if (care < 0.08) return text.toLowerCase()
  if (care < 0.11) return text.toUpperCase()
  return care < 0.5 ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

function nameOf(throws: Throws): string {
  const syllables = Array.from({ length: 2 + throws.below(2) }, () => throws.pick(SYLLABLES)).join('')
  return throws.pick([
    () => syllables.toUpperCase().slice(0, 3 + throws.below(3)),
    () => syllables.charAt(0).toUpperCase() + syllables.slice(1),
    () => `${syllables.charAt(0).toUpperCase()}${syllables.slice(1)}GPT`,
    () => throws.pick(['DAN', 'STAN', 'AIM', 'DUDE', 'Developer Mode', 'EvilBot', 'Max', 'Machiavelli']),
  ])()
}
