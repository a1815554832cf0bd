import type { Bytes } from './bytes.ts'

/** Round constants and initial state. Source: FIPS 180-4 §4.2.2 and §5.3.3, from the roots of the first primes. */
const { rounds, initial } = constants()

function constants() {
  const primes: number[] = []
  for (let candidate = 2; primes.length < 64; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  const fraction = (value: number): number => Math.floor((value - Math.floor(value)) * 2 ** 32) | 0
  return {
    rounds: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    initial: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  }
}

const schedule = new Int32Array(64)

/** Where a message is put together and padded, kept from hash to hash: an allocation costs more than a small hash. */
let padded = new Uint8Array(4_096)
let blocks = new DataView(padded.buffer)

/**
 * SHA-256 over the parts, one after another. Synchronous: a Merkle tree is millions of tiny hashes, and awaiting each
 * costs more than computing it (see docs/decisions/0007).
 */
export function sha256(...parts: readonly Uint8Array[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const end = ((length + 72) >> 6) << 6
  if (end > padded.length) {
    padded = new Uint8Array(end)
    blocks = new DataView(padded.buffer)
  }
  let filled = 0
  for (const part of parts) {
    padded.set(part, filled)
    filled += part.length
  }
  padded.fill(0, length, end)
  padded[length] = 0x80
  blocks.setUint32(end - 8, Math.floor(length / 2 ** 29))
  blocks.setUint32(end - 4, (length << 3) >>> 0)
  const state = initial.slice()
  for (let at = 0; at < end; at += 64) compress(state, blocks, at)
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  for (let index = 0; index < 8; index += 1) out.setInt32(index * 4, word(state, index))
  return digest
}

const word = (words: Int32Array, index: number): number => words[index] as number

function compress(state: Int32Array, block: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) schedule[i] = block.getInt32(at + i * 4)
  for (let i = 16; i < 64; i += 1) {
    const x = word(schedule, i - 15)
    const y = word(schedule, i - 2)
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    schedule[i] = (word(schedule, i - 16) + s0 + word(schedule, i - 7) + s1) | 0
  }
  let a = word(state, 0)
  let b = word(state, 1)
  let c = word(state, 2)
  let d = word(state, 3)
  let e = word(state, 4)
  let f = word(state, 5)
  let g = word(state, 6)
  let h = word(state, 7)
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(rounds, i) + word(schedule, i)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const next = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i += 1) state[i] = (word(state, i) + (next[i] as number)) | 0
}

const blockBytes = 64

/** HMAC-SHA-256. Source: RFC 2104. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Bytes {
  const block = new Uint8Array(blockBytes)
  block.set(key.length > blockBytes ? sha256(key) : key)
  const inner = sha256(
    block.map((byte) => byte ^ 0x36),
    message,
  )
  return sha256(
    block.map((byte) => byte ^ 0x5c),
    inner,
  )
}
