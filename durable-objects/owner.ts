/** An organization's events are spread over 1, 2, 4 or 8 logs. */
export const shardsMax = 8

/**
 * The log that an event id belongs to. Growth doubles, so an id stays where it was or goes to exactly one other log.
 * Source: FNV-1a, mixed by the end of MurmurHash3 so that low bits are as good as high ones.
 */
export function ownerOf(id: string, shards: number): number {
  if (shards === 1) return 0
  let hash = 0x811c9dc5
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % shards
}

/** The logs to which a log's ids belonged when there were fewer, nearest first. */
export function ancestorsOf(shard: number, shards: number): number[] {
  const found = new Set<number>()
  for (let fewer = shards / 2; fewer >= 1; fewer /= 2) found.add(shard % fewer)
  found.delete(shard)
  return [...found]
}
