import { detector, type Verdict, verdict } from '../detector.ts'
import { announcing } from '../engine/context.ts'
import { WORD_KINDS } from '../engine/words.ts'

const WORDS = [
  'driver license',
  'drivers license',
  "driver's license",
  'driving license',
  'driving licence',
  'drivers licence',
  "driver's licence",
  'driver licence',
  'license number',
  'licence number',
  'license',
  'licence',
  'dl',
  'dln',
  'fuhrerschein',
  'fuhrerscheinnummer',
  'permis de conduire',
  'licencia de conducir',
  'permiso de conducir',
  'patente di guida',
  'rijbewijs',
  'prawo jazdy',
  'carteira de motorista',
  'cnh',
]
/** The shapes of the fifty states and of some other countries. */
const SHAPE =
  /^(?:[A-Z]\d{6,9}|[A-Z]\d{11,14}|[A-Z]{2}\d{6,7}[A-Z]?|[A-Z]{3}\d{6,9}|\d{7,12}|\d{14}|\d{2}[A-Z]{3}\d{5}|\d{3}[A-Z]{2}\d{4}|[A-Z]\d{3}[A-Z]\d{1}[A-Z]\d{2}[A-Z]|\d{8}[A-Z]{2}|[A-Z]{1,7}\d{3}[A-Z0-9]{2,4}|[A-Z]{1,2}\d{2,8}[A-Z0-9]|[A-Z0-9]{11}|\d{2}[A-Z]{2}\d{6})$/
/** The driver number of Great Britain: surname, birthday, initials. */
const BRITISH =
  /^(?=[A-Z])[A-Z9]{5}\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[0-9A-Z]{3}$/

/** A number begins with a word that holds a digit, or with the word right before one. */
const BEGINNINGS = new Uint8Array(WORD_KINDS).fill(1)

/** Numbers of driving licences, beside a keyword. */
export const drivingLicence = detector({
  code: 'pii_driving_licence',
  label: 'Driving Licence Number',
  category: 'pii',
  severity: 'high',
  dataType: 'pii',
  mechanism: 'keyword',
  hints: ['licen', 'dl', 'cnh', 'fuhrerschein', 'permis', 'patente', 'rijbewijs', 'prawo jazdy', 'carteira'],
  shapes: ['000', '0-000'],
  pattern:
    /(?<![A-Za-z0-9_])(?=[A-Z-]{0,7}\d)[A-Z0-9](?:[A-Z0-9]|[- ](?=\d)){5,18}[A-Z0-9](?![A-Za-z0-9_])/iy,
  beginnings: BEGINNINGS,
  check: (value): Verdict | null => {
    const compact = value.replace(/[\s-]/g, '').toUpperCase()
    if (BRITISH.test(compact)) return { beside: 'high', alone: null, sound: true }
    const isDated = /^(?:19|20)\d\d-(?:\d\d-\d\d|(?:19|20)\d\d$)/.test(value)
    if (/^[A-Z][a-z]+\d/.test(value)) return null
    return SHAPE.test(compact) && /\d{2}/.test(compact) && !isDated ? verdict.worded : null
  },
  context: announcing(WORDS),
  examples: {
    find: [
      ["driver's license A1234567", 'A1234567'],
      ['driving licence MORGA753116SM9IJ', 'MORGA753116SM9IJ'],
      ['DL: 425700624', '425700624'],
      ['{"drivers_license":"U62928788557186"}', 'U62928788557186'],
      ['license number S530-4209-0130', 'S530-4209-0130'],
      ['licence MORGAN-753116', 'MORGAN-753116'],
      ['license: A-1234567', 'A-1234567'],
    ],
    ignore: [
      ['ticket A1234567', 'no keyword'],
      ['under the MIT license since 2019', 'a licence for software and a year'],
      ['license: Apache-2.0', 'a licence for software'],
      ['driving licence: PENDING', 'no digit'],
      ['MIT License. Copyright (c) 2013-2019, Anna Berg', 'a span of years'],
      ['license for Ed25519 and others', 'a name in capital and small letters'],
    ],
  },
})
