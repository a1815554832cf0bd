const STATUS_BY_CODE: ReadonlyMap<number, number> = new Map(
  (
    [
      [400, [6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427]],
      [400, [441, 675, 676]],
      [401, [194]],
      [403, [192, 193, 497, 512, 516]],
      [404, [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511]],
      [408, [159]],
      [411, [381]],
      [413, [229]],
      [415, [678]],
      [501, [48]],
      [503, [76, 202, 209, 439]],
    ] as const
  ).flatMap(([status, codes]) => codes.map((code) => [code, status] as const)),
)

/** A refusal in ClickHouse's own terms: its error code, the name of that code, and a sentence. */
export class QueryFailure extends Error {
  readonly code: number
  readonly codeName: string

  constructor(code: number, codeName: string, message: string) {
    super(message)
    this.name = 'QueryFailure'
    this.code = code
    this.codeName = codeName
  }

  /** The HTTP status ClickHouse gives this code; 500 for the many it does not list. */
  get status(): number {
    return STATUS_BY_CODE.get(this.code) ?? 500
  }

  /** The text a client parses: `Code: 62. DB::Exception: ... (SYNTAX_ERROR) (version 26.7)`. */
  text(version: string): string {
    return `Code: ${this.code}. DB::Exception: ${this.message}. (${this.codeName}) (version ${version})\n`
  }
}

const ENGINE_TEXT = /^(?:Query failed: )?(?:Code: (\d+)\. (?:DB::)?Exception: )+(.*)$/s
const SUFFIX = /\.? \(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*$/
// What only the gateway put there: where a body was kept and where a result went.
const OWN_TRACES =
  /: data for INSERT was parsed from file| ?\(in file\/uri [^)]*\):?|\s*INTO OUTFILE '[^']*' TRUNCATE\s*FORMAT \w+/g

/** The failure behind an engine error, without the repeated prefixes it collects on its way out. */
export function engineFailure(error: unknown): QueryFailure {
  if (error instanceof QueryFailure) return error
  const raw = error instanceof Error ? error.message : String(error)
  const match = ENGINE_TEXT.exec(raw)
  if (match === null) return new QueryFailure(1002, 'UNKNOWN_EXCEPTION', raw)
  let codeName = 'UNKNOWN_EXCEPTION'
  let message = match[2] ?? ''
  for (let end = SUFFIX.exec(message); end !== null; end = SUFFIX.exec(message)) {
    codeName = end[1] ?? codeName
    message = message.slice(0, end.index)
  }
  return new QueryFailure(Number(match[1]), codeName, message.replace(OWN_TRACES, '').replace(/\.\s*$/, ''))
}
