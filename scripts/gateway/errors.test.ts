import { describe, expect, it } from 'vitest'
import { engineFailure, QueryFailure } from './errors.ts'
import { contentTypeOf } from './formats.ts'

describe('engineFailure', () => {
  it('gives the code, its name and the sentence once', () => {
    const failure = engineFailure(
      new Error(
        "Query failed: Code: 27. DB::Exception: Code: 27. DB::Exception: Cannot parse 'x': (at row 2)\n: (in file/uri /data/gateway/body-5): While reading: data for INSERT was parsed from file. (CANNOT_PARSE_INPUT_ASSERTION_FAILED) (version 26.7.2.1). (CANNOT_PARSE_INPUT_ASSERTION_FAILED)",
      ),
    )
    expect(failure.text('26.7.2.1')).toBe(
      "Code: 27. DB::Exception: Cannot parse 'x': (at row 2)\n: While reading. (CANNOT_PARSE_INPUT_ASSERTION_FAILED) (version 26.7.2.1)\n",
    )
  })

  it('takes an error without a code for unknown', () => {
    expect(engineFailure(new Error('out of luck'))).toMatchObject({
      code: 1002,
      status: 500,
      message: 'out of luck',
    })
  })

  it.each([
    [62, 400],
    [47, 404],
    [60, 404],
    [81, 404],
    [516, 403],
    [194, 401],
    [159, 408],
    [202, 503],
    [164, 500],
    [241, 500],
  ])('answers code %i with %i', (code, status) => expect(new QueryFailure(code, 'X', '').status).toBe(status))
})

describe('contentTypeOf', () => {
  it.each([
    ['JSON', 'application/json; charset=UTF-8'],
    ['JSONCompact', 'application/json; charset=UTF-8'],
    ['JSONEachRow', 'application/x-ndjson; charset=UTF-8'],
    ['JSONCompactEachRowWithNames', 'application/x-ndjson; charset=UTF-8'],
    ['TabSeparatedWithNames', 'text/tab-separated-values; charset=UTF-8'],
    ['CSV', 'text/csv; charset=UTF-8; header=absent'],
    ['CSVWithNames', 'text/csv; charset=UTF-8; header=present'],
    ['RowBinary', 'application/octet-stream'],
    ['Pretty', 'text/plain; charset=UTF-8'],
  ])('%s is %s', (format, type) => expect(contentTypeOf(format)).toBe(type))
})
