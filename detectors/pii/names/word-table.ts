/** Words by their hash, to be asked for without a string being made. */
export interface WordTable {
  readonly keys: Int32Array
  readonly values: Uint8Array
}

const FNV = 16_777_619
/** Where the hash of a word begins. */
export const HASH_SEED = 0x811c9dc5 | 0

/** The hash of a stretch of text, capitals taken for small letters. */
export function hashOf(text: string, start: number, end: number, seed = HASH_SEED): number {
  let hash = seed
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i)
    hash = Math.imul(hash ^ (code >= 65 && code <= 90 ? code + 32 : code), FNV)
  }
  return hash
}

/** The hash of a stretch that goes on with one more unit, which is no capital. */
export function hashOn(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV)
}

/** Gathers words in small letters, each with a value from 1 to 255; of a word that comes again the last value holds. */
export function wordTable(words: Iterable<readonly [word: string, value: number]>): WordTable {
  const list = [...words]
  const size = 1 << Math.ceil(Math.log2(list.length * 4 + 2))
  const table = { keys: new Int32Array(size), values: new Uint8Array(size) }
  for (const [word, value] of list) {
    const hash = hashOf(word, 0, word.length)
    const at = placeOf(table, hash)
    table.keys[at] = hash
    table.values[at] = value
  }
  return table
}

/** The value of the word with a hash; 0 when it is not there. */
export function lookUp(table: WordTable, hash: number): number {
  return table.values[placeOf(table, hash)] as number
}

function placeOf({ keys, values }: WordTable, hash: number): number {
  const mask = keys.length - 1
  let at = (hash ^ (hash >>> 15)) & mask
  while (values[at] !== 0 && keys[at] !== hash) at = (at + 1) & mask
  return at
}
