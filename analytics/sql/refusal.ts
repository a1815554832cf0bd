/**
 * A query that is not run, in ClickHouse's terms. Shape: `code` and `name` are those that a server gives for such a
 * thing; `word` is what in the text it is about, by which its place is found.
 */
export class SqlRefusal extends Error {
  readonly code: number
  readonly codeName: string
  readonly word: string | null

  constructor([code, codeName]: readonly [number, string], message: string, word: string | null = null) {
    super(message)
    this.name = 'SqlRefusal'
    this.code = code
    this.codeName = codeName
    this.word = word
  }
}

/** Source: ClickHouse ErrorCodes.cpp. */
export const sqlCodes = {
  unknownFunction: [46, 'UNKNOWN_FUNCTION'],
  notImplemented: [48, 'NOT_IMPLEMENTED'],
  unknownTable: [60, 'UNKNOWN_TABLE'],
  syntax: [62, 'SYNTAX_ERROR'],
  unknownFormat: [73, 'UNKNOWN_FORMAT'],
  unknownDatabase: [81, 'UNKNOWN_DATABASE'],
  compression: [89, 'UNKNOWN_COMPRESSION_METHOD'],
  readonly: [164, 'READONLY'],
  tooDeep: [167, 'TOO_DEEP_AST'],
  tooBig: [168, 'TOO_BIG_AST'],
  tooMany: [202, 'TOO_MANY_SIMULTANEOUS_QUERIES'],
  tooLarge: [229, 'QUERY_IS_TOO_LARGE'],
  intoOutfile: [358, 'INTO_OUTFILE_NOT_ALLOWED'],
  missingParameter: [456, 'UNKNOWN_QUERY_PARAMETER'],
  parameter: [457, 'BAD_QUERY_PARAMETER'],
  denied: [497, 'ACCESS_DENIED'],
} as const satisfies Record<string, readonly [number, string]>
