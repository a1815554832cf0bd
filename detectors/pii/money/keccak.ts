const BLOCK_BYTES = 136
const LANES = 25
/** By how much each lane turns, and to which place it goes. */
const TURNS = [0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14]
const PLACES = Array.from({ length: LANES }, (_, i) => {
  const [x, y] = [i % 5, Math.floor(i / 5)]
  return y + 5 * ((2 * x + 3 * y) % 5)
})
const CONSTANTS = roundConstants()

/** Keccak-256 of ASCII text shorter than 136 characters, as Ethereum uses it, in hexadecimal. Source: Keccak, 2011. */
export function keccak256(text: string): string {
  const block = new Uint8Array(BLOCK_BYTES)
  for (let i = 0; i < text.length; i++) block[i] = text.charCodeAt(i)
  block[text.length] = 1
  block[BLOCK_BYTES - 1] = (block[BLOCK_BYTES - 1] as number) | 0x80
  const view = new DataView(block.buffer)
  const low = new Int32Array(LANES)
  const high = new Int32Array(LANES)
  for (let i = 0; i < 17; i++) {
    low[i] = view.getInt32(i * 8, true)
    high[i] = view.getInt32(i * 8 + 4, true)
  }
  permute(low, high)
  let out = ''
  for (let i = 0; i < 32; i++) {
    const half = (i & 4) === 0 ? low : high
    out += (((half[i >> 3] as number) >>> ((i & 3) * 8)) & 255).toString(16).padStart(2, '0')
  }
  return out
}

/** The permutation over 25 lanes of 64 bits, held as two halves. */
function permute(low: Int32Array, high: Int32Array): void {
  const [columnLow, columnHigh] = [new Int32Array(5), new Int32Array(5)]
  const [movedLow, movedHigh] = [new Int32Array(LANES), new Int32Array(LANES)]
  const at = (lanes: Int32Array, i: number) => lanes[i] as number
  for (const [constantLow, constantHigh] of CONSTANTS) {
    for (let x = 0; x < 5; x++) {
      columnLow[x] = at(low, x) ^ at(low, x + 5) ^ at(low, x + 10) ^ at(low, x + 15) ^ at(low, x + 20)
      columnHigh[x] = at(high, x) ^ at(high, x + 5) ^ at(high, x + 10) ^ at(high, x + 15) ^ at(high, x + 20)
    }
    for (let i = 0; i < LANES; i++) {
      const [left, right] = [((i % 5) + 4) % 5, ((i % 5) + 1) % 5]
      const mixedLow = at(columnLow, left) ^ ((at(columnLow, right) << 1) | (at(columnHigh, right) >>> 31))
      const mixedHigh = at(columnHigh, left) ^ ((at(columnHigh, right) << 1) | (at(columnLow, right) >>> 31))
      const turn = TURNS[i] as number
      const place = PLACES[i] as number
      const [a, b] = [at(low, i) ^ mixedLow, at(high, i) ^ mixedHigh]
      const [first, second] = turn < 32 ? [a, b] : [b, a]
      const by = turn & 31
      movedLow[place] = by === 0 ? first : (first << by) | (second >>> (32 - by))
      movedHigh[place] = by === 0 ? second : (second << by) | (first >>> (32 - by))
    }
    for (let i = 0; i < LANES; i++) {
      const row = i - (i % 5)
      const [next, later] = [row + ((i + 1) % 5), row + ((i + 2) % 5)]
      low[i] = at(movedLow, i) ^ (~at(movedLow, next) & at(movedLow, later))
      high[i] = at(movedHigh, i) ^ (~at(movedHigh, next) & at(movedHigh, later))
    }
    low[0] = at(low, 0) ^ constantLow
    high[0] = at(high, 0) ^ constantHigh
  }
}

/** The constants come out of a shift register of eight bits. */
function roundConstants(): readonly (readonly [low: number, high: number])[] {
  let register = 1
  return Array.from({ length: 24 }, () => {
    const halves: [number, number] = [0, 0]
    for (let j = 0; j < 7; j++) {
      const bit = 2 ** j - 1
      if (register & 1) halves[bit < 32 ? 0 : 1] |= 1 << (bit & 31)
      register = (register << 1) ^ (register & 0x80 ? 0x171 : 0)
    }
    return halves
  })
}
