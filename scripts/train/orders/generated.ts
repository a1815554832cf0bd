import { dice, hashText } from '../../demo/chance.ts'
import { expand, type Words } from '../injection/grammar.ts'
import { manuals } from './manuals.ts'
import { abroad } from './orders-abroad.ts'
import { addressees, commands } from './orders-to-machines.ts'
import { harmlessOrders } from './orders-to-people.ts'
import { tasksAbroad, tasksOfPeople, turnings } from './tasks.ts'

/** A document and whether an order for a machine stands in it. */
export interface Page {
  readonly text: string
  readonly isAttack: boolean
}

/** What pages are written from: templates with an order and without, their words, and the same in other languages. */
export interface Manner {
  readonly attacks: readonly string[]
  readonly harmless: readonly string[]
  readonly words: Words
  readonly abroad: readonly { readonly orders: readonly string[]; readonly harmless: readonly string[] }[]
}

/** Orders that name the reader, and words about machines for people. */
export const toReaders: Manner = {
  attacks: addressees.turn ?? [],
  harmless: harmlessOrders.plain ?? [],
  words: { ...addressees, ...commands, ...harmlessOrders, ...manuals },
  abroad: Object.values(abroad),
}

/** Orders that speak of the reader's task, and of tasks among people. */
export const aboutTasks: Manner = {
  attacks: turnings.away ?? [],
  harmless: tasksOfPeople.plain ?? [],
  words: { ...commands, ...turnings, ...tasksOfPeople },
  abroad: Object.values(tasksAbroad),
}

const ABROAD_SHARE = 0.3

/** Documents with an order in each, for machines and for people in turn; the same for the same seed. */
export function generated(
  { attacks, harmless, words, abroad: tongues }: Manner,
  count: number,
  carriers: readonly string[],
  seed = 'orders',
): readonly Page[] {
  const throws = dice(hashText(seed))
  const paragraphs = carriers.flatMap((text) => text.split(/\n\s*\n/)).filter((text) => text.length > 40)
  return Array.from({ length: count }, (_, i) => {
    const isAttack = i % 2 === 0
    const tongue = throws.share() < ABROAD_SHARE ? throws.pick(tongues) : null
    const template =
      tongue === null
        ? throws.pick(isAttack ? attacks : harmless)
        : throws.pick(isAttack ? tongue.orders : tongue.harmless)
    const order = tidy(expand(template, words, throws))
    const gap = throws.pick([' ', '\n', '\n\n', '\n\n'])
    return {
      text: `${throws.pick(paragraphs)}${gap}${order}${gap}${throws.pick(paragraphs)}`,
      isAttack,
    }
  })
}

/** Signs as people set them, and a capital where a sentence begins. */
function tidy(text: string): string {
  return text
    .replaceAll(/ +([.,!?:;])/g, '$1')
    .replaceAll(/([.!?])[.,;:]/g, '$1')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .trim()
}
