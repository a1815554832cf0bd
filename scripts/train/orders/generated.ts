import { dice, hashText } from '../../demo/chance.ts'
import { expand, type Words } from '../injection/grammar.ts'
import { manuals } from './manuals.ts'
import { abroad } from './orders-abroad.ts'
import { addressees, commands } from './orders-to-machines.ts'
import { harmlessOrders } from './orders-to-people.ts'

/** A document and whether an order for a machine stands in it. */
export interface Page {
  readonly text: string
  readonly isAttack: boolean
}

const VOCABULARY: Words = { ...addressees, ...commands, ...harmlessOrders, ...manuals }
const ABROAD_SHARE = 0.3
const TONGUES = Object.values(abroad)

/** Documents with an order in each, for machines and for people in turn; the same for the same seed. */
export function generated(count: number, carriers: readonly string[], seed = 'orders'): readonly Page[] {
  const throws = dice(hashText(seed))
  const paragraphs = carriers.flatMap((text) => text.split(/\n\s*\n/)).filter((text) => text.length > 40)
  return Array.from({ length: count }, (_, i) => {
    const isAttack = i % 2 === 0
    const tongue = throws.share() < ABROAD_SHARE ? throws.pick(TONGUES) : null
    const template =
      tongue === null
        ? isAttack
          ? throws.pick(addressees.turn ?? [])
          : throws.pick(harmlessOrders.plain ?? [])
        : throws.pick(isAttack ? tongue.orders : tongue.harmless)
    const order = tidy(expand(template, VOCABULARY, throws))
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
