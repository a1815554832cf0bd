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

/** Groups that a protocol addresses, not cards. Source: IEEE 802.1D, RFC 1112, RFC 2464. */
const GROUP = /^(?:0180c2|01005e|3333)/

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
    /(?<![0-9a-z:_-]|:[0-9a-f]{2}:\s{1,12})(?:[0-9a-f]{2}:(?:[0-9a-f]{2}:){4}[0-9a-f]{2}|[0-9a-f]{2}-(?:[0-9a-f]{2}-){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![0-9a-z:_]|-[0-9a-z]|\.\w)/gi,
  check: (value): Verdict | null => {
    const digits = value.replace(/[:.-]/g, '').toLowerCase()
    if (!/^[0-9a-f]{12}$/.test(digits) || /^(.)\1+$/.test(digits) || GROUP.test(digits)) return null
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
      ['62:29:e4:85:\n  8e:27:47:e8:68:99', 'the last line of a longer row of pairs'],
      ['dst 01:80:c2:00:00:0e', 'a group of bridges'],
      ['1000.2000.3000', 'a dotted number'],
      ['MAC 1000.2000.3000', 'a dotted number, whatever it is called'],
    ],
  },
})
