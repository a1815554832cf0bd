import { detector, type Verdict, verdict } from '../detector.ts'
import { near } from '../engine/context.ts'
import { beginningsOf } from './masks.ts'

const SHAPE = /^(\d{3})([- .]?)(\d{2})\2(\d{4})$/
const SAMPLES = new Set(['078051120', '219099999', '457555462', '123456789', '189092294', '111111111'])

/** Social Security numbers of the United States: area, group and serial within what was ever issued. */
export const ssn = detector({
  code: 'pii_ssn',
  label: 'Social Security Number',
  category: 'pii',
  severity: 'critical',
  dataType: 'pii',
  mechanism: 'checksum',
  hints: ['000-00-0000', '000 00 0000', '000.00.0000', '000000000'],
  pattern: /\d{3}([- .]?)\d{2}\1\d{4}/y,
  beginnings: beginningsOf(['### ## ####', '#########']),
  check,
  context: near([
    'ssns?',
    'ss#',
    'social[\\s_-]?security(?:[\\s_-]?(?:number|no|num))?',
    'soc(?:ial)?\\.?[\\s_-]?sec',
    '(?:national )?id (?:number|no)',
    'tax[\\s_-]?(?:payer)?[\\s_-]?id',
  ]),
  examples: {
    find: [
      ['employee 536-22-8145 was hired', '536-22-8145'],
      ['SSN: 536228145', '536228145'],
      ['her social security number is 536 22 8145', '536 22 8145'],
      ['SSN 987-65-4320 as typed', '987-65-4320'],
      ['the famous 078-05-1120', '078-05-1120'],
      ['Payroll line: Agnes Berg; 536 22 8145; full time', '536 22 8145'],
      ['name,ssn,city\nAnna Berg,536228145,Reno', '536228145'],
    ],
    ignore: [
      ['ref 666-22-8145', 'area 666 was never issued'],
      ['ref 000-22-8145', 'area 000 was never issued'],
      ['ref 536-00-8145', 'group 00 was never issued'],
      ['ref 536-22-0000', 'serial 0000 was never issued'],
      ['order 536228145 shipped', 'nine bare digits and no keyword'],
      ['693-09.4444', 'two kinds of separator'],
      ['id a-536-22-8145-7', 'part of a longer identifier'],
      ['pi is 3.536-22-8145', 'after a decimal point'],
    ],
  },
})

function check(value: string): Verdict | null {
  const parts = SHAPE.exec(value)
  if (parts === null) return null
  const [, area = '', separator, group, serial] = parts
  const issued = area !== '000' && area !== '666' && area < '900' && group !== '00' && serial !== '0000'
  if (!issued) return separator === '' ? null : verdict.claimed
  const weighed = separator === '-' ? verdict.proven : separator === '' ? verdict.announced : verdict.likely
  return SAMPLES.has(value.replace(/\D/g, '')) ? { ...weighed, testValue: true } : weighed
}
