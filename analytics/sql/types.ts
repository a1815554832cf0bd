import { SqlRefusal, sqlCodes } from './refusal.ts'

/** Types that values may be cast to: none of them names a function or brings a binary state of its own. */
const known = new Set(
  `Int8 Int16 Int32 Int64 Int128 Int256 UInt8 UInt16 UInt32 UInt64 UInt128 UInt256 Float32 Float64 String FixedString
   Bool Date Date32 DateTime DateTime32 DateTime64 Decimal Decimal32 Decimal64 Decimal128 Decimal256 UUID IPv4 IPv6
   Array Tuple Map Nullable LowCardinality Enum8 Enum16 Nothing`.split(/\s+/),
)

const text = /'(?:[^'\\]|\\.)*'/gs
const word = /[A-Za-z_]\w*/g
const charsMax = 2_000

/** Refuses a type that analysts have no use for. Shape: `type` is as in `Array(Nullable(DateTime64(3, 'UTC')))`. */
export function checkType(type: string): void {
  const bare = type.replace(text, '')
  if (type.length > charsMax || !/^[\w\s(),=-]*$/.test(bare))
    throw new SqlRefusal(sqlCodes.syntax, 'This is not a type')
  for (const [name] of bare.matchAll(word)) {
    // Elements of a tuple may have names, which stand before their types and begin with a small letter.
    if (!known.has(name) && !/^[a-z_]/.test(name))
      throw new SqlRefusal(sqlCodes.denied, `The type ${name} is not available here`, name)
  }
}
