import { dice, hashText } from '../../demo/chance.ts'
import { evaluation, type Row } from '../evaluation.ts'
import { filled } from '../filled.ts'
import { type Case, judged, ownJudge } from '../judging.ts'
import { type Labelled, measure } from '../measure.ts'
import { seenNames } from '../own/seen-names.ts'
import { seenAgainNames, seenAgainNoNames } from '../own/seen-names-again.ts'
import { seenNoNames } from '../own/seen-no-names.ts'
import { unseenAddresses, unseenNoAddresses } from '../own/unseen-addresses.ts'
import * as again from '../own/unseen-again.ts'
import * as orders from '../own/unseen-again-injection.ts'
import { unseenKeywordSecrets, unseenNoCredentials, unseenVendorSecrets } from '../own/unseen-credentials.ts'
import { unseenLong, unseenOrdinary, unseenTriggers } from '../own/unseen-harmless.ts'
import { unseenNames, unseenNoNames } from '../own/unseen-names.ts'
import { unseenDirect, unseenPersonas } from '../own/unseen-personas.ts'
import { unseenForeign, unseenForeignHarmless } from '../own/unseen-tongues.ts'
import { aegisflow, asCredentials } from '../tools.ts'

const OPENS = '⟦'
const CLOSES = '⟧'

type Texts = readonly string[]

/** What one set holds, by kind. */
interface Round {
  readonly addresses: Texts
  readonly noAddresses: Texts
  readonly names: Texts
  readonly noNames: Texts
  readonly vendorSecrets: Texts
  readonly keywordSecrets: Texts
  readonly noCredentials: Texts
  readonly attacks: Readonly<Record<string, Texts>>
  readonly harmless: Readonly<Record<string, Texts>>
}

/** Texts of all kinds that were written from what such things are, before a look at what finds them. */
export const unseen = evaluation({
  name: 'unseen',
  measure: () =>
    measured('unseen', {
      addresses: unseenAddresses,
      noAddresses: unseenNoAddresses,
      names: unseenNames,
      noNames: unseenNoNames,
      vendorSecrets: unseenVendorSecrets,
      keywordSecrets: unseenKeywordSecrets,
      noCredentials: unseenNoCredentials,
      attacks: { personas: unseenPersonas, direct: unseenDirect, 'other languages': unseenForeign },
      harmless: {
        ordinary: unseenOrdinary,
        'trigger words': unseenTriggers,
        'harmless, other languages': unseenForeignHarmless,
        'long documents': unseenLong,
      },
    }),
})

/** The same kinds, written after the detectors were mended for the first set and before a look at this one's misses. */
export const unseenAgain = evaluation({
  name: 'unseen-again',
  measure: () =>
    measured('unseen again', {
      addresses: again.unseenAgainAddresses,
      noAddresses: again.unseenAgainNoAddresses,
      names: again.unseenAgainNames,
      noNames: again.unseenAgainNoNames,
      vendorSecrets: again.unseenAgainVendorSecrets,
      keywordSecrets: again.unseenAgainKeywordSecrets,
      noCredentials: again.unseenAgainNoCredentials,
      attacks: {
        personas: orders.unseenAgainPersonas,
        direct: orders.unseenAgainDirect,
        'other languages': orders.unseenAgainForeign,
      },
      harmless: {
        ordinary: orders.unseenAgainOrdinary,
        'trigger words': orders.unseenAgainTriggers,
        'harmless, other languages': orders.unseenAgainForeignHarmless,
        'long documents': orders.unseenAgainLong,
      },
    }),
})

/** Names of people alone, in two sets: the detectors were mended for the first, and then for what the second showed. */
export const seenPeople = evaluation({
  name: 'seen-names',
  measure: async () => [
    ...(await measurePeople('seen names', [...seenNames, ...seenNoNames])),
    ...(await measurePeople('seen names again', [...seenAgainNames, ...seenAgainNoNames])),
  ],
})

function measurePeople(set: string, texts: Texts): Promise<readonly Row[]> {
  const people = texts.map((text) => marked(text, 'pii_person'))
  return measure(set, people, [aegisflow])
}

async function measured(set: string, round: Round): Promise<readonly Row[]> {
  const throws = dice(hashText(set))
  const drawn = (texts: Texts, tier?: string) =>
    texts.map((text) => marked(filled(text, throws), 'secret', tier))
  const places = [...round.addresses, ...round.noAddresses].map((text) => marked(text, 'pii_address'))
  const credentials = [
    ...drawn(round.vendorSecrets, 'vendor'),
    ...drawn(round.keywordSecrets, 'keyword'),
    ...drawn(round.noCredentials),
  ]
  return [
    ...(await measure(set, places, [aegisflow])),
    ...(await measurePeople(set, [...round.names, ...round.noNames])),
    ...(await measure(set, credentials, [asCredentials(aegisflow)])),
    ...(await judged(set, [...cases(round.attacks, true), ...cases(round.harmless, false)], [ownJudge])),
  ]
}

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
