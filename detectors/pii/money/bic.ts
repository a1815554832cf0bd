import { detector, type Verdict, verdict } from '../../detector.ts'
import { standsAlone } from '../../engine/boundary.ts'
import { announcing, hintsOf } from '../../engine/context.ts'

const WORDS = ['bic', 'swift', 'swift code', 'bic code', 'bank identifier']
/** ISO 3166-1 and Kosovo. */
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA ' +
    'CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA ' +
    'GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
    'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS ' +
    'MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS ' +
    'RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW ' +
    'TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
)

/** Codes of banks after ISO 9362: a bank, a country, a place and often a branch. */
export const bic = detector({
  code: 'pii_bic',
  label: 'Bank Identifier Code (BIC/SWIFT)',
  category: 'pii',
  severity: 'low',
  dataType: 'financial',
  mechanism: 'keyword',
  hints: hintsOf(WORDS),
  pattern: /(?<![A-Za-z0-9_])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9_])/g,
  locate: (text, match) => {
    const end = match.index + match[0].length
    return standsAlone(text, match.index, end) ? { start: match.index, end } : null
  },
  check: (value): Verdict | null =>
    /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(value) && COUNTRIES.has(value.slice(4, 6))
      ? verdict.announced
      : null,
  context: announcing(WORDS),
  examples: {
    find: [
      ['BIC: DEUTDEFF', 'DEUTDEFF'],
      ['SWIFT code NEDSZAJJXXX', 'NEDSZAJJXXX'],
      ['{"bic":"BNPAFRPP"}', 'BNPAFRPP'],
      ['name,bic\nBerg,INGDDEFFXXX', 'INGDDEFFXXX'],
    ],
    ignore: [
      ['the word DOCUMENT in capitals', 'no keyword'],
      ['BIC: ABCDEFGH', 'no such country'],
      ['BIC: DEUTDEF', 'seven letters'],
      ['BIC: deutdeff', 'not in capitals'],
    ],
  },
})
