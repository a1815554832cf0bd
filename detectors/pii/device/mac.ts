import { detector, type Verdict, verdict } from '../../detector.ts'

const DIGITS = [...'0abcdef']
/** What ends the word in prose, tables and code. */
const ENDS = [...' :=,;|"\'_-)]>.']
/** One pair between two separators, or a word for it: four digits at a time are too many to name. */
const HINTS = [
  ...ENDS.map((end) => `\bmac${end}`),
  'macaddr',
  'hwaddr',
  'hardware',
  'bssid',
  ...[':', '-'].flatMap((mark) => DIGITS.flatMap((high) => DIGITS.map((low) => mark + high + low + mark))),
]

/** Hardware addresses of network cards: six pairs of hexadecimal digits with one kind of separator. */
export const mac = detector({
  code: 'pii_mac',
  label: 'MAC Address',
  category: 'pii',
  severity: 'low',
  dataType: 'pii',
  mechanism: 'shape',
  hints: HINTS,
  pattern:
    /(?<![0-9a-z:_-])(?:[0-9a-f]{2}:(?:[0-9a-f]{2}:){4}[0-9a-f]{2}|[0-9a-f]{2}-(?:[0-9a-f]{2}-){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-z:_]|-[0-9a-z]|\.\w)/gi,
  check: (value): Verdict | null => {
    const digits = value.replace(/[:.-]/g, '').toLowerCase()
    if (!/^[0-9a-f]{12}$/.test(digits) || /^(.)\1+$/.test(digits)) return null
    return /^\d{4}\./.test(value) && /^[\d.]+$/.test(value) ? null : verdict.proven
  },
  examples: {
    find: [
      ['card 00:1b:44:11:3a:b7 up', '00:1b:44:11:3a:b7'],
      ['MAC 3E-C8-D5-DF-B5-59', '3E-C8-D5-DF-B5-59'],
      ['the MAC 001b.4411.3ab7', '001b.4411.3ab7'],
      ['MAC="001b.4411.3ab7"', '001b.4411.3ab7'],
      ['hardware_address: 001b.4411.3ab7', '001b.4411.3ab7'],
      ['name,mac\nprinter,001b.4411.3ab7', '001b.4411.3ab7'],
      ['{"wlan_mac": "001b.4411.3ab7"}', '001b.4411.3ab7'],
      ['(MAC: d9:53:26:bc:22:0f)', 'd9:53:26:bc:22:0f'],
    ],
    ignore: [
      ['ff:ff:ff:ff:ff:ff', 'everybody'],
      ['00:00:00:00:00:00', 'nobody'],
      ['00:1b:44-11:3a:b7', 'two kinds of separator'],
      ['00:1b:44:11:3a:b7:9c', 'seven pairs'],
      ['1000.2000.3000', 'a dotted number'],
      ['MAC 1000.2000.3000', 'a dotted number, whatever it is called'],
    ],
  },
})
