const STAND_IN =
  /x{4}|\*{3}|\.{3}|_{4}|-{4}|example|sample|placeholder|change_?-?me|your[_-]|[_-]your|redacted|dummy|replace[_-]?|insert|fake[_-]|[_-]fake|todo|<[^>]{0,60}>|\$\{|\{\{|%\{|\$\(|0123456789abcdef0123|deadbeefdeadbeef|1234567890123456|abcdefghijklmnopqrstuvwxyz/i

const RUN_MIN = 6
const LINE_FEED = 10

/** Tells whether a value stands where a secret would be, in documentation or a template. */
export function isPlaceholder(value: string): boolean {
  return hasRun(value) || STAND_IN.test(value)
}

/** Tells whether six times the same character stands in a row, in any case. */
function hasRun(value: string): boolean {
  // Every run covers one of these places.
  for (let at = RUN_MIN - 1; at < value.length; at += RUN_MIN) {
    const character = folded(value, at)
    let start = at
    let end = at + 1
    while (start > 0 && folded(value, start - 1) === character) start--
    while (end < value.length && folded(value, end) === character) end++
    if (end - start >= RUN_MIN && character !== LINE_FEED) return true
  }
  return false
}

function folded(value: string, at: number): number {
  const code = value.charCodeAt(at)
  return code >= 97 && code <= 122 ? code - 32 : code
}
