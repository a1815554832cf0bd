const STAND_IN =
  /x{4}|\*{3}|\.{3}|_{4}|-{4}|(.)\1{5}|example|sample|placeholder|change_?-?me|your[_-]|[_-]your|redacted|dummy|replace[_-]?|insert|fake[_-]|[_-]fake|todo|<[^>]{0,60}>|\$\{|\{\{|%\{|\$\(|0123456789abcdef0123|deadbeefdeadbeef|1234567890123456|abcdefghijklmnopqrstuvwxyz/i

/** Tells whether a value stands where a secret would be, in documentation or a template. */
export function isPlaceholder(value: string): boolean {
  return STAND_IN.test(value)
}
