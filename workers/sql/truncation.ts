const heldBytes = 2_048
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (char) => char.charCodeAt(0))
const beforeRows = bytesOf('\n\t"data":')
const rowStart = bytesOf('\n\t\t{')
const afterRows = bytesOf('\n\t],')
const comma = 44
const end = /"rows": (\d+)(?:,\s*"rows_before_limit_at_least": \d+)?,\s*"statistics":[^{]*\{[^}]*\}\s*\}\s*$/

/**
 * Cuts a result in ClickHouse's format JSON to a number of rows and says behind them whether there were more: one more
 * is asked for. Its rows begin on lines of their own, and no text in them holds a line end.
 * Errors: the stream breaks when its end is missing, as where the query was ended on the way.
 */
export function withTruncation(rowsMax: number): TransformStream<Uint8Array, Uint8Array> {
  let pending = new Uint8Array()
  let state: 'head' | 'rows' | 'cut' = 'head'
  let scanned = 0
  let rows = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      pending = joined(pending, chunk)
      if (state === 'head') {
        scanned = placeOf(pending, beforeRows, 0)
        if (scanned < 0) return
        state = 'rows'
      }
      if (state === 'cut') return
      for (;;) {
        const at = placeOf(pending, rowStart, scanned)
        if (at < 0) break
        rows += 1
        scanned = at + 1
        if (rows <= rowsMax) continue
        controller.enqueue(pending.slice(0, pending[at - 1] === comma ? at - 1 : at))
        pending = pending.slice(at)
        state = 'cut'
        return
      }
      const ready = Math.max(0, pending.length - heldBytes)
      scanned = Math.max(scanned, pending.length - rowStart.length + 1) - ready
      if (ready > 0) controller.enqueue(pending.slice(0, ready))
      pending = pending.slice(ready)
    },
    flush(controller) {
      const isCut = state === 'cut'
      const from = isCut ? placeOf(pending, afterRows, 0) : 0
      const text = Array.from(pending.subarray(Math.max(0, from)), (byte) => String.fromCharCode(byte)).join(
        '',
      )
      if (from < 0 || !end.test(text)) return controller.error(new Error('the result was broken off'))
      const shown = Math.min(rows, rowsMax)
      const last = text.replace(end, (tail) => tail.replace(/"rows": \d+/, `"rows": ${shown}`)).trimEnd()
      const whole = `${last.slice(0, -1).trimEnd()},\n\n\t"truncated": ${isCut}\n}\n`
      controller.enqueue(bytesOf(whole))
    },
  })
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

/** Where a pattern begins, from a place on; -1 when it does not stand there. */
function placeOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(pattern[0] ?? 0, from); at >= 0; at = bytes.indexOf(pattern[0] ?? 0, at + 1)) {
    if (pattern.every((byte, index) => bytes[at + index] === byte)) return at
  }
  return -1
}
