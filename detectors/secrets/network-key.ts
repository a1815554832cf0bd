import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { isPlaceholder } from './placeholder.ts'

/** How much the value itself must say: nothing where the line can be no other, else that it is no plain word. */
const SURE = [
  'snmp(?:-server)? community ',
  'ppp (?:chap|pap) (?:sent-username \\S{1,32} )?password (?:[07] )?',
  '(?:ro|rw)community6? ',
  'crypto isakmp key (?:[06] )?(?=\\S{1,64} (?:address|hostname))',
  'tacacs-server (?:host \\S{1,40} )?(?:[a-z0-9-]{1,12} ){0,4}key (?:[067] )?',
  'radius-server (?:host \\S{1,40} )?(?:[a-z0-9-]{1,12} ){0,6}key (?:[067] )?',
  'ascii-text ["\']',
  'key-string (?:[067] )?',
  'wpa-psk (?:ascii |hex )?(?:[078] )?',
  'wpa_passphrase ?= ?["\']?',
  'message-digest-key \\d{1,3} md5 (?:[07] )?',
  'authentication-key \\d{1,5} md5 ',
]
const GUARDED = [
  'enable (?:secret|password) (?:level \\d{1,2} )?(?:[05789] )?',
  'username \\S{1,32}(?: privilege \\d{1,2})?(?: algorithm-type \\w{1,10})? (?:secret|password) (?:[05789] )?',
  'neighbor \\S{1,40} password (?:[07] )?',
  '(?<=\\n {0,4})password (?:[057] )?(?=\\S{4,64} {0,2}(?:\\n|$))',
  'p(?:re-?)?shared[ -]key(?: [a-z-]{1,16}){0,2} ["\']?(?=\\S{4,64}["\']? {0,2}(?:\\n|$))',
]
const KEYS =
  '(?:wi-?fi|wlan|wpa[23]?|wep|wireless|network|hotspot|router)[ -]?(?:key|code|pass(?:word|phrase|code)?|pw|schlussel|passwort|kennwort|psk)|pre-?shared[ _-]?(?:key|secret)|psk|shared secret|community (?:string|name)|(?:vpn|tunnel|ipsec|ike|l2tp|radius|wireguard)[ -](?:key|secret|psk)'
const INTENDED = '(?:\\s(?:for|to|of|on|at|in|fur|im|we)\\s[\\w .-]{1,40}?)?'
const SAID = '(?:\\s?(?:[:=]|→|->)\\s{0,3}|\\s(?:is|was|lautet|ist|est|es|e)(?: now)?:?\\s{1,2})'

/** Keys of networks: Wi-Fi and VPN keys, SNMP communities, and the passwords of routers and switches. */
export const networkKey = detector({
  code: 'secret_network_key',
  label: 'Network Key',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    'snmp-server community',
    'snmp community ',
    '\bppp chap ',
    '\bppp pap ',
    'rocommunity',
    'rwcommunity',
    'crypto isakmp key',
    'tacacs-server ',
    'radius-server ',
    'ascii-text',
    'key-string ',
    'wpa-psk ',
    'wpa_passphrase',
    'message-digest-key ',
    'authentication-key ',
    'enable secret ',
    'enable password ',
    '\busername ',
    '\bneighbor ',
    '\bpassword ',
    'pre-shared',
    'preshared',
    '\bpsk',
    'shared secret',
    '\bcommunity string',
    '\bcommunity name',
    '\bwi-fi ',
    '\bwifi ',
    '\bwifi-',
    '\bwlan ',
    '\bwlan-',
    '\bwpa ',
    '\bwpa0 ',
    '\bwep ',
    '\bwireless ',
    '\bhotspot ',
    '\bnetwork key',
    '\bnetwork pass',
    '\brouter key',
    '\brouter pass',
    '\brouter pw',
    '\bvpn ',
    '\bipsec ',
    '\bl2tp ',
    '\bwireguard ',
    '\btunnel key',
    '\btunnel secret',
    '\bike-secret',
    '\bike-key',
    '\bvpn-',
    '\bipsec-',
    '\bike key',
    '\bike psk',
    '\bradius key',
    '\bradius secret',
  ],
  pattern: new RegExp(
    `(?:(${SURE.join('|')})|(${GUARDED.join('|')})|(?:${KEYS})["']?(?:${INTENDED}(${SAID})|\\s{1,2})["'\`]?)([^\\s"'\`<>;,]{4,80})`,
    'iy',
  ),
  locate,
  check: (value): Verdict | null => (isKnownOtherwise(value) ? null : verdict.selfNamed),
  cost: 4,
  examples: {
    find: [
      ['snmp-server community w4tchMore RO', 'w4tchMore'],
      ['enable secret Ch3rry-Row\nline vty 0 4\n', 'Ch3rry-Row'],
      ['enable secret 5 $1$kPzq$Tn8wLr2Qv0xYd3Fb6Jm1U.', '$1$kPzq$Tn8wLr2Qv0xYd3Fb6Jm1U.'],
      ['crypto isakmp key gr4nite.Way address 198.51.100.4', 'gr4nite.Way'],
      ['username kim privilege 15 secret Tr4ct0r!', 'Tr4ct0r!'],
      ['VPN pre-shared key: harbor-line-4419', 'harbor-line-4419'],
      ['set ike policy a pre-shared-key ascii-text "h0llow.Tree"', 'h0llow.Tree'],
      ['The Wi-Fi key is mk3wz8tq1p, all lower case', 'mk3wz8tq1p'],
      ['wifi code for the loft is red-heron-2215 by the way', 'red-heron-2215'],
      ['WEP key B1A2C3D4F5', 'B1A2C3D4F5'],
      ['aaa shared secret "Green.Mast7"', 'Green.Mast7'],
      ['radius-server host 10.0.0.8 key Quill.77', 'Quill.77'],
      ['neighbor 10.0.0.2 password L4keview9', 'L4keview9'],
      ['line vty 0 4\n password Gr4ssland\n login', 'Gr4ssland'],
    ],
    ignore: [
      ['snmp-server community <community> RO', 'a placeholder'],
      ['enable password authentication for the user', 'a setting'],
      ['the network key is required', 'a word'],
      ['set psk = config.psk2', 'a property'],
      ['community names of 2024plants', 'no key'],
      ['username admin password $PASS', 'a variable'],
      ['enable secret scanning', 'a feature'],
      ['WPA2 key management uses AES256', 'a sentence'],
    ],
  },
})

function locate(_text: string, match: RegExpExecArray): Span | null {
  const [whole, sure, guarded, said, raw = ''] = match
  const isQuoted = /["'`]$/.test(whole.slice(0, whole.length - raw.length))
  const value =
    sure === undefined || !isQuoted
      ? raw.replace(/[)\]},.?:]+$/, (end) => (/^\.$/.test(end) && raw.startsWith('$') ? end : ''))
      : raw
  const start = match.index + whole.length - raw.length
  const span = { start, end: start + value.length }
  if (value.length < 4) return null
  if (sure !== undefined) return span
  if (!/\d|[!@#$%^&*?]/.test(value)) return null
  if (guarded !== undefined) return span
  if (/^\d{8,16}$/.test(value))
    return !'01234567890123456789'.includes(value) && !/^(\d)\1+$/.test(value) && said !== undefined
      ? span
      : null
  const hasBoth =
    /[A-Za-z]{2}|^(?:[0-9A-F]{10}|[0-9A-F]{26})$/.test(value) && /\d/.test(value) && value.length >= 8
  if (!hasBoth || (!isQuoted && /[()[\]{}=\\/]|^[A-Za-z_$][\w$]*\.[A-Za-z_$]/.test(value))) return null
  // Without a word between, the value must look like nothing else that could follow.
  return said !== undefined ||
    isQuoted ||
    /^(?:[a-z]+\d+[a-z]+\d*|(?=\S*\d)[A-Za-z0-9]*[a-z][A-Z0-9]\S*|\S*[!#$%&*?]\S*|(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])\S+[-.]\S+|[0-9A-F]{10}|[0-9A-F]{26})$/.test(
      value,
    )
    ? span
    : null
}

function isKnownOtherwise(value: string): boolean {
  return (
    isPlaceholder(value) ||
    /^(?:\$\{?[A-Za-z_]|[<{[(%@]|\*{3})|\$\{|\{\{|%[sd]|:\/\/|^(?:public|private|string|community|encrypted|required|hidden|secret|password|none|null|default|from-config|true|false)$/i.test(
      value,
    ) ||
    (/^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|aes-?\d+\S*|sha-?\d+\S*|md5|wpa\d|ipv[46]|ikev\d|\d+(?:\.\d+)+\S*)$/i.test(
      value,
    ) &&
      !value.startsWith('$'))
  )
}
