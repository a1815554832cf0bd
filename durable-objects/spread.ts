import { ownerOf } from './owner.ts'
import type { AppendChunk } from './stream-shard.ts'

/** For this long after an append its ids are surely remembered; the log itself forgets them by then. */
const memoryMs = 14 * 86_400_000

/**
 * What one log knows of the spread, in an object's own SQLite: over how many logs it is told that events are spread,
 * and until when its elders may know ids that are its own now.
 */
export class Spread {
  readonly #kv: SyncKvStorage
  #shards: number
  #askedUntilMs: number | null

  constructor(kv: SyncKvStorage) {
    this.#kv = kv
    this.#shards = kv.get<number>('shards') ?? 1
    this.#askedUntilMs = kv.get<number>('elders_until_ms') ?? null
  }

  get shards(): number {
    return this.#shards
  }

  /** From now on ids of other logs are refused here. A spread never shrinks. */
  learn(shards: number): void {
    if (shards <= this.#shards) return
    this.#kv.put('shards', shards)
    this.#shards = shards
  }

  /** Whether the elders have been told, so that they take none of this log's ids any more. */
  isBorn(): boolean {
    return this.#askedUntilMs !== null
  }

  bear(nowMs: number): void {
    if (this.#askedUntilMs !== null) return
    this.#kv.put('elders_until_ms', nowMs + memoryMs)
    this.#askedUntilMs = nowMs + memoryMs
  }

  /** Whether an elder may still remember an id that is this log's now. */
  mayBeKnownElsewhere(nowMs: number): boolean {
    return this.#askedUntilMs !== null && nowMs < this.#askedUntilMs
  }

  /** Whether events among these belong to another log. */
  isMisplaced(shard: number, chunks: readonly AppendChunk[]): boolean {
    if (this.#shards === 1) return shard !== 0
    return pushedIds(chunks).some((id) => ownerOf(id, this.#shards) !== shard)
  }
}

/** Ids of events that their sender may repeat. */
export const pushedIds = (chunks: readonly AppendChunk[]): string[] =>
  chunks.flatMap(({ table, ids }) => (table === 'events' && ids ? ids.filter((id) => id !== null) : []))
