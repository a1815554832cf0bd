const uuid7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** When an id was made, for ids that tell (UUIDv7); null for others. Units: epoch milliseconds. Source: RFC 9562, 5.7. */
export function timeOfId(id: string): number | null {
  const [, high, low] = uuid7.exec(id) ?? []
  return high === undefined || low === undefined ? null : Number.parseInt(high + low, 16)
}
