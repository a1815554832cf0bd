import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { near } from '../engine/context.ts'
import { parseIpv6 } from './ipv6.ts'

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const VERSION =
  /(?:\bv|\bversions?|\bver|\brelease|\bbuild|\boid|\bsection|\bchapter|\bclause|\barticle|\bfirmware|\bfw|\bdriver|\bsdk|\bdotnet|\bruntime|\brevision|\bkernel|\bpatch|\bhotfix|\bplugin|\bpostgres(?:ql)?|\bmysql|\boracle|\bjdk|\bspec(?:ification)?|identifier|§)[\s:=.#"'(-]{0,4}$/i
const SAMPLE_V4 = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./
const PRIVATE_V4 =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/
const NO_HOST_V4 = /^(?:0\.|127\.0\.|255\.)/
/** The end of a block in CIDR notation. */
const NETWORK = /^\.0\/\d{1,2}(?!\d)/
/** Loopback, multicast and reserved. */
const SPECIAL_V4 = /^(?:127\.|22[4-9]|23\d|24\d|25[0-4])\./

/** Every two characters that can follow a colon inside an IPv6 address, so that times and keys in prose do not. */
const V6_HINTS = [...'0abcdef'].flatMap((first) => [...'0abcdef'].map((second) => `:${first}${second}`))

/** IP addresses, version 4 and 6. Private ones are found at the medium level; loopback, masks and whole networks are not. */
export const ip = detector({
  code: 'pii_ip',
  label: 'IP Address',
  category: 'pii',
  severity: 'low',
  dataType: 'pii',
  mechanism: 'shape',
  hints: ['0.0.0', '0.00.0', '0.000.0', '::', ...V6_HINTS],
  pattern:
    /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|(?:[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){1,7}(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-f]{1,4})?/gi,
  locate,
  check,
  context: near([
    'ips?',
    'ip[\\s_-]?addr(?:ess)?(?:es)?',
    'ipv[46]',
    'host(?:name)?s?',
    'servers?',
    'client',
    'remote',
    'addr(?:ess)?',
    'from',
    'login',
    'logged in',
    'connect(?:ed|ion|ing)?',
    'ping',
    'ssh',
    'src',
    'dst',
    'source',
    'destination',
    'dns',
    'name ?servers?',
    'resolvers?',
    'gateway',
    'proxy',
    'block(?:ed)?',
    'allow(?:ed)?',
    'ban(?:ned)?',
    'firewall',
    'traceroute',
    'whois',
    'forwarded[\\s_-]for',
  ]),
  examples: {
    find: [
      ['login from 81.92.203.17 failed', '81.92.203.17'],
      ['{"ip":"8.26.56.26"}', '8.26.56.26'],
      ['host 2a02:8108:8ac0:207:1c7e:4f60:a31b:9c5d', '2a02:8108:8ac0:207:1c7e:4f60:a31b:9c5d'],
      ['via 2606:4700::6810:85e5 now', '2606:4700::6810:85e5'],
      ['db at 10.12.0.5', '10.12.0.5'],
      ['block 8.8.8.8 now', '8.8.8.8'],
      ['via [64:ff9b::81.92.203.17]:80', '64:ff9b::81.92.203.17'],
      ['docs use 203.0.113.9', '203.0.113.9'],
      ['docs use 2001:db8::17', '2001:db8::17'],
      ['http://81.92.203.17:8080/x', '81.92.203.17'],
    ],
    ignore: [
      ['256.1.1.1', 'an octet above 255'],
      ['81.92.203.17.4', 'a longer dotted number'],
      ['version 81.92.203.17', 'a version'],
      ['firmware 2.3.0.17', 'a version of a thing'],
      ['oid 1.3.6.1.4.1', 'an object identifier'],
      ['TITLE = Identifier("2.5.4.12")', 'an object identifier that nothing calls so'],
      ['ObjectIdentifier("1.3.101.112")', 'an object identifier that is called so'],
      ['rfc5849#section-3.44.71.82', 'a section of a document'],
      ['as shown by Flandrin 2002::', 'a year before a block of markup'],
      ['drive%1:04:03::', 'a key of a dictionary'],
      ['// 21.1.3.3 String.prototype.at', 'a section'],
      ['Toolkit 7.0.250.4', 'a version that nothing calls so'],
      ['d0:3d:94:a5:94:17:15:0f', 'eight bytes of a key'],
      ['81.092.203.17', 'an octet with a leading zero'],
      ['bind 127.0.0.1 and 0.0.0.0', 'loopback and any address'],
      ['mask 255.255.255.0', 'a netmask'],
      ['subnet 10.0.1.0/24', 'a network, nobody’s address'],
      ['std::vec and dead::beef()', 'scopes in source code'],
      ['at 12:30:45', 'a time'],
      ['00:1b:44:11:3a:b7', 'a MAC address'],
      ['[::1]:80', 'loopback'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const start = match.index
  const end = start + match[0].length
  if (/[\w.:-]$/.test(text.slice(Math.max(0, start - 1), start))) {
    const head = text.slice(Math.max(0, start - 18), start)
    if (!/(?:^|[^\w.:])[a-z]{2,12}[:-]$|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}-$/i.test(head)) return null
  }
  const v6 = match[0].includes(':')
  if (
    v6
      ? /^[\w:]/.test(text.slice(end, end + 1))
      : /^(?:[\w]|\.\d|-(?!\d{1,3}(?:\.\d{1,3}){3}(?![\w.]))\w)/.test(text.slice(end, end + 18))
  )
    return null
  // A block follows two colons in markup, and keys of dictionaries end in them.
  if (/^[\d:]+::$/.test(match[0]) && text[end] !== '/') return null
  if (NETWORK.test(text.slice(end - 2, end + 4))) return null
  return VERSION.test(text.slice(Math.max(0, start - 14), start)) ? null : { start, end }
}

function check(value: string): Verdict | null {
  return value.includes(':') ? checkV6(value) : checkV4(value)
}

function checkV4(value: string): Verdict | null {
  const octets = V4.exec(value)?.slice(1)
  if (octets === undefined || NO_HOST_V4.test(value)) return null
  if (octets.some((octet) => Number(octet) > 255 || (octet.length > 1 && octet.startsWith('0')))) return null
  if (SAMPLE_V4.test(value)) return { ...verdict.proven, testValue: true }
  if (PRIVATE_V4.test(value)) return verdict.selfNamed
  if (SPECIAL_V4.test(value)) return verdict.selfNamed
  return isNumberedPart(octets) ? verdict.announced : verdict.proven
}

/**
 * Tells whether an address could as well be the number of a section, an object or a version: three small parts or more.
 * Of all addresses one in a thousand is like that.
 */
function isNumberedPart(octets: readonly string[]): boolean {
  return (
    octets.filter((octet) => Number(octet) < 16).length >= 3 || octets.every((octet) => Number(octet) < 32)
  )
}

function checkV6(value: string): Verdict | null {
  const groups = parseIpv6(value)
  if (groups === null) return null
  const [first = 0, second = 0] = groups
  if (groups.slice(0, 7).every((group) => group === 0)) return null
  const compressed = value.includes('::')
  // Pairs in a row are bytes of a key or a fingerprint.
  if (/^(?:[0-9a-f]{2}:){7}[0-9a-f]{2}$/i.test(value)) return null
  if (compressed && (!/\d/.test(value) || value.replace(/[^0-9a-f]/gi, '').length < 3)) return null
  if (first === 0x2001 && second === 0xdb8) return { ...verdict.proven, testValue: true }
  if (first >> 9 === 0x7e || first >> 6 === 0x3fa) return verdict.selfNamed
  // The prefix of addresses that stand for one of version 4. Source: RFC 6052.
  if (first === 0x64 && second === 0xff9b) return verdict.proven
  return compressed && first >> 13 !== 1 ? verdict.announced : verdict.proven
}
