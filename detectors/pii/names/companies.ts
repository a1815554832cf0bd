import { goesOnInProse } from './stop-words.ts'

/** What ends the name of a company or an institution: its legal form, or its kind. */
const ENDINGS =
  'Ltd|Limited|Inc|Incorporated|LLC|LLP|PLC|Corp|Corporation|GmbH|AG|SA|NV|BV|AB|SpA|SARL|Group|Holdings?|Enterprises|' +
  'Industries|Foundation|Institute|Bank|Bancorp|Hospital|Clinics?|Insurance|Technologies|Systems|Solutions|Services|' +
  'Consulting|Consultants|Partners|Associates|Ventures|Labs|Laboratories|Airlines|Airways|Motors|Pharmaceuticals|' +
  'Logistics|Electronics|Software|Studios|Publishing|Hotels?|Agency|Museum|Library|Academy|University|College|School|Station|Tech|Airport|River|Falls|Stadium|Arena|Cathedral|Palace|County|Prize|Theorem|Islands?|Republic|Mountains?'
/** A field of a form that happens to come next is none: `Anna Berg Hospital: Oslo`. */
const NO_FIELD = '(?![\\p{L}\\d]|\\s?[:=|])'
const ENDS_SO = new RegExp(`[ -](?:${ENDINGS})$`, 'u')
/** The first group is kept so that it is not unrolled, which would compile the endings three times. */
const GOES_ON_SO = new RegExp(`^( (?:and|&|\\p{Lu}\\p{L}+)){0,2},? (?:${ENDINGS})${NO_FIELD}`, 'u')
const REACH = 64

/** Tells whether words with capitals are a company's or an institution's name, or the beginning of one. */
export function isCompany(text: string, start: number, end: number): boolean {
  if (ENDS_SO.test(text.slice(start, end))) return true
  return !goesOnInProse(text, end) && GOES_ON_SO.test(text.slice(end, end + REACH))
}
