import { detector, type Found, type Verdict, verdict } from '../../detector.ts'
import { BITCOIN, fromBase58Check, RIPPLE } from '../../engine/base58.ts'
import { isWord, standsAlone } from '../../engine/boundary.ts'
import { announcing } from '../../engine/context.ts'
import type { Reading } from '../../engine/reading.ts'
import { unitAt } from '../../engine/units.ts'
import { isBech32 } from './bech32.ts'
import { keccak256 } from './keccak.ts'

const WORDS = [
  'wallet',
  'bitcoin',
  'btc',
  'ethereum',
  'eth',
  'litecoin',
  'ltc',
  'dogecoin',
  'tron',
  'ripple',
  'xrp',
  'monero',
  'xmr',
  'solana',
  'sol',
  'crypto',
  'usdt',
  'usdc',
  'wallet address',
  'deposit address',
]
const ADDRESS =
  /(?<![A-Za-z0-9_])(?:0x[0-9a-fA-F]{40}|(?:bc|ltc|tb)1[02-9ac-hj-np-z]{11,71}|(?:BC|LTC)1[02-9AC-HJ-NP-Z]{11,71}|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}|[13LMDTXAr][1-9A-HJ-NP-Za-km-z]{24,34}|[1-9A-HJ-NP-Za-km-z]{43,44})(?![A-Za-z0-9_])/y
/** The shortest of them. */
const CHARS_MIN = 14
/** The first letter of an address by the version byte that its checksum covers: BTC, LTC, DOGE, TRON, Dash, Zcash. */
const VERSIONS = new Set([0x00, 0x05, 0x30, 0x32, 0x1e, 0x16, 0x41, 0x4c, 0x10, 0x1c])

/** Addresses of crypto wallets, with the checksum that each kind has. */
export const cryptoWallet = detector({
  code: 'pii_crypto_wallet',
  label: 'Crypto Wallet Address',
  category: 'pii',
  severity: 'medium',
  dataType: 'financial',
  mechanism: 'checksum',
  hints:
    '0x|bc1|ltc1|bitcoin|btc|ethereum| eth |litecoin|dogecoin| tron |ripple|xrp|monero|xmr|solana|crypto|usdt|usdc|wallet|donat'.split(
      '|',
    ),
  pattern: find,
  check,
  cost: 10,
  context: announcing(WORDS),
  examples: {
    find: [
      ['my bitcoin goes to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT please', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
      ['BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
      ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed is hers', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
      ['wallet 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
      ['USDT wallet: 3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
    ],
    ignore: [
      ['BTC 1BoatSLRHtKNngkdXEeobR76b53LETtpyS', 'fails its checksum'],
      ['commit 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', 'all lower case and no keyword'],
      ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', 'the case of its letters is wrong'],
      ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'fails its checksum'],
      ['send 0x1234', 'a short number'],
    ],
  },
})

/** The next address that stands alone, empty where it does not; words are read backwards, so that short ones cost little. */
function find({ text }: Reading, from: number): Found | null {
  let floor = from
  while (floor + CHARS_MIN <= text.length) {
    let other = floor + CHARS_MIN - 1
    while (other >= floor && isWord(text.charCodeAt(other))) other--
    if (other >= floor) {
      floor = other + 1
      continue
    }
    const start = floor
    let end = start + CHARS_MIN
    while (isWord(unitAt(text, end))) end++
    floor = end
    ADDRESS.lastIndex = start
    if (ADDRESS.test(text)) return { start: standsAlone(text, start, end) ? start : end, end, isSure: false }
  }
  return null
}

function check(value: string): Verdict | null {
  if (value.startsWith('0x')) return checkEvm(value)
  if (/^(?:bc|ltc|tb)1/i.test(value)) return isBech32(value) ? verdict.proven : null
  if (value.length === 95) return /^[48][0-9AB]/.test(value) ? verdict.worded : null
  const version = fromBase58Check(value, BITCOIN)?.[0] ?? null
  if (version !== null) return VERSIONS.has(version) ? verdict.proven : null
  if (value.startsWith('r') && fromBase58Check(value, RIPPLE)?.[0] === 0) return verdict.proven
  const isMixed = /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value)
  return value.length >= 43 && isMixed ? verdict.worded : null
}

/** Mixed case must be the case that the hash of the address gives. Source: EIP-55. */
function checkEvm(value: string): Verdict | null {
  const digits = value.slice(2)
  const lower = digits.toLowerCase()
  if (!/^[0-9a-f]{40}$/.test(lower) || /^(.)\1+$/.test(lower)) return null
  if (digits === lower || digits === digits.toUpperCase()) return verdict.worded
  const hash = keccak256(lower)
  const isSound = [...digits].every((digit, i) => {
    const isUpper = Number.parseInt(hash.charAt(i), 16) > 7
    return digit === (isUpper ? digit.toUpperCase() : digit.toLowerCase())
  })
  return isSound ? verdict.proven : null
}
