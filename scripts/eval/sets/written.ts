import { type Dice, dice, hashText } from '../../demo/chance.ts'
import { evaluation } from '../evaluation.ts'
import { filled } from '../filled.ts'
import { type Labelled, measure } from '../measure.ts'
import {
  credentialCarriers,
  credentialShapes,
  noCredentials,
  passwordCarriers,
  tokenCarriers,
  typedPasswords,
} from '../own/credentials.ts'
import {
  addressCarriers,
  nameCarriers,
  noAddresses,
  noNames,
  writtenAddresses,
  writtenNames,
} from '../own/written.ts'
import { asCredentials, tools } from '../tools.ts'

const TOKEN = '{40a}'

/**
 * Addresses and names as people write them, and credentials in the shapes of their vendors or beside a keyword, written
 * down from what such things are; with texts that look like them. Any kind of credential counts as found as one.
 */
export const written = evaluation({
  name: 'written',
  measure: async () => {
    const throws = dice(hashText('written'))
    const places = among(writtenAddresses, addressCarriers, 'pii_address', 1)
    const people = among(writtenNames, nameCarriers, 'pii_person', 2)
    return [
      ...(await measure('written', [...places, ...plain(noAddresses)], tools)),
      ...(await measure('written', [...people, ...plain(noNames)], tools)),
      ...(await measure('written', credentials(throws), tools.slice(0, 1).map(asCredentials))),
    ]
  },
})

/** Vendors' credentials, passwords and tokens, and texts without any. */
function credentials(throws: Dice): Labelled[] {
  const drawn = (carrier: string, shape: string, tier: string) =>
    labelled(carrier, filled(shape, throws), 'secret', tier)
  return [
    ...credentialShapes.flatMap((shape) =>
      credentialCarriers.map((carrier) => drawn(carrier, shape, 'vendor')),
    ),
    ...passwordCarriers.map((carrier, i) =>
      labelled(carrier, typedPasswords[i % typedPasswords.length] ?? '', 'secret', 'keyword'),
    ),
    ...tokenCarriers.map((carrier) => drawn(carrier, TOKEN, 'keyword')),
    ...plain(noCredentials),
  ]
}

/** Each value in some carriers, in turn. */
function among(
  values: readonly string[],
  carriers: readonly string[],
  type: string,
  times: number,
): Labelled[] {
  return values.flatMap((value, i) =>
    Array.from({ length: times }, (_, n) => {
      const carrier = carriers[(i + n * 7) % carriers.length] ?? '@'
      return labelled(carrier, value, type)
    }),
  )
}

function labelled(carrier: string, value: string, type: string, tier?: string): Labelled {
  const start = carrier.indexOf('@')
  const label = { type, start, end: start + value.length, ...(tier === undefined ? {} : { tier }) }
  return { text: carrier.slice(0, start) + value + carrier.slice(start + 1), labels: [label] }
}

function plain(texts: readonly string[]): Labelled[] {
  return texts.map((text) => ({ text, labels: [] }))
}
