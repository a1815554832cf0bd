const JSON_DOCUMENT =
  /^(?:JSON|JSONStrings|JSONCompact|JSONCompactStrings|JSONColumns\w*|JSONCompactColumns|JSONObjectEachRow)$/
const JSON_LINES = /^(?:JSON\w*EachRow\w*|JSONLines|NDJSON)$/
const TAB_SEPARATED = /^(?:TSV|TabSeparated|TSVRaw|TabSeparatedRaw|Raw|LineAsString)/
const BINARY =
  /^(?:Native|RowBinary\w*|Parquet\w*|Arrow\w*|ORC|Avro|MsgPack|BSONEachRow|CapnProto|Protobuf\w*|Npy|Null|RawBLOB)$/

/** The content type ClickHouse answers with for a format name. */
export function contentTypeOf(format: string): string {
  if (JSON_DOCUMENT.test(format)) return 'application/json; charset=UTF-8'
  if (JSON_LINES.test(format)) return 'application/x-ndjson; charset=UTF-8'
  if (TAB_SEPARATED.test(format)) return 'text/tab-separated-values; charset=UTF-8'
  if (format.startsWith('CSV')) {
    return `text/csv; charset=UTF-8; header=${format.includes('WithNames') ? 'present' : 'absent'}`
  }
  if (format === 'XML') return 'application/xml; charset=UTF-8'
  if (BINARY.test(format)) return 'application/octet-stream'
  return 'text/plain; charset=UTF-8'
}
