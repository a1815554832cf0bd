import { dice, hashText } from '../../demo/chance.ts'
import { evaluation } from '../evaluation.ts'
import { filled } from '../filled.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { type Labelled, measure } from '../measure.ts'
import { unseenAddresses, unseenNoAddresses } from '../own/unseen-addresses.ts'
import { unseenKeywordSecrets, unseenNoCredentials, unseenVendorSecrets } from '../own/unseen-credentials.ts'
import { unseenLong, unseenOrdinary, unseenTriggers } from '../own/unseen-harmless.ts'
import { unseenNames, unseenNoNames } from '../own/unseen-names.ts'
import { unseenDirect, unseenPersonas } from '../own/unseen-personas.ts'
import { unseenForeign, unseenForeignHarmless } from '../own/unseen-tongues.ts'
import { aegisflow, asCredentials } from '../tools.ts'

const OPENS = '⟦'
const CLOSES = '⟧'

type Texts = readonly string[]

/** Texts of all kinds that were written from what such things are, before a look at what finds them. */
export const unseen = evaluation({
  name: 'unseen',
  measure: async () => {
    const throws = dice(hashText('unseen'))
    const drawn = (texts: Texts, tier?: string) =>
      texts.map((text) => marked(filled(text, throws), 'secret', tier))
    const places = [...unseenAddresses, ...unseenNoAddresses].map((text) => marked(text, 'pii_address'))
    const people = [...unseenNames, ...unseenNoNames].map((text) => marked(text, 'pii_person'))
    const credentials = [
      ...drawn(unseenVendorSecrets, 'vendor'),
      ...drawn(unseenKeywordSecrets, 'keyword'),
      ...drawn(unseenNoCredentials),
    ]
    const attacks = { personas: unseenPersonas, direct: unseenDirect, 'other languages': unseenForeign }
    const harmless = {
      ordinary: unseenOrdinary,
      'trigger words': unseenTriggers,
      'harmless, other languages': unseenForeignHarmless,
      'long documents': unseenLong,
    }
    return [
      ...(await measure('unseen', places, [aegisflow])),
      ...(await measure('unseen', people, [aegisflow])),
      ...(await measure('unseen', credentials, [asCredentials(aegisflow)])),
      ...(await judged('unseen', [...cases(attacks, true), ...cases(harmless, false)], [ownJudge])),
    ]
  },
})

function cases(groups: Readonly<Record<string, Texts>>, isAttack: boolean): Case[] {
  return Object.entries(groups).flatMap(([type, texts]) =>
    texts.map((text): Case => ({ text, isAttack, origin: 'user', type })),
  )
}

/** A text with what stands between marks in it as labels. */
function marked(text: string, type: string, tier?: string): Labelled {
  const labels: Labelled['labels'][number][] = []
  const [before = '', ...parts] = text.split(OPENS)
  let plain = before
  for (const part of parts) {
    const [value = '', after = ''] = part.split(CLOSES)
    const start = plain.length
    labels.push({ type, start, end: start + value.length, ...(tier === undefined ? {} : { tier }) })
    plain += value + after
  }
  return { text: plain, labels }
}
