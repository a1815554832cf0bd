/**
 * The functions that analysts may call, by group. What is not here is refused: a function that reads files, tables,
 * dictionaries, settings or the server, that waits, or that takes the name of another function as text does not belong here.
 * Source: system.functions of ClickHouse 26.7.
 */
const groups = {
  Aggregates: `
    any any_value anyHeavy anyLast approx_top_count approx_top_k approx_top_sum argMax argMin array_agg
    array_concat_agg avg avgWeighted corr count COVAR_POP COVAR_SAMP covarPop covarSamp cume_dist deltaSum
    dense_rank denseRank entropy exponentialMovingAverage first_value group_concat groupArray
    groupArrayIntersect groupArrayLast groupArrayMovingAvg groupArrayMovingSum groupArraySample groupArraySorted
    groupConcat groupUniqArray kolmogorovSmirnovTest kurtPop kurtSamp lag lagInFrame last_value lead leadInFrame
    mannWhitneyUTest max max_by meanZTest median medianDD medianExact medianExactHigh medianExactLow
    medianExactWeighted medianExactWeightedInterpolated medianGK medianInterpolatedWeighted medianTDigest
    medianTDigestWeighted medianTiming medianTimingWeighted min min_by nth_value ntile percent_rank percentRank
    quantile quantileDD quantileExact quantileExactExclusive quantileExactHigh quantileExactInclusive
    quantileExactLow quantileExactWeighted quantileExactWeightedInterpolated quantileGK
    quantileInterpolatedWeighted quantiles quantilesDD quantilesExact quantilesExactExclusive quantilesExactHigh
    quantilesExactInclusive quantilesExactLow quantilesExactWeighted quantilesExactWeightedInterpolated
    quantilesGK quantilesInterpolatedWeighted quantilesTDigest quantilesTDigestWeighted quantilesTiming
    quantilesTimingWeighted quantileTDigest quantileTDigestWeighted quantileTiming quantileTimingWeighted rank
    rankCorr row_number skewPop skewSamp sparkbar STD STDDEV STDDEV_POP STDDEV_SAMP stddevPop stddevSamp
    string_agg studentTTest studentTTestOneSample sum sumCount topK topKWeighted uniq uniqCombined
    uniqCombined64 uniqExact uniqHLL12 VAR_POP VAR_SAMP varPop varSamp welchTTest windowFunnel
`,
  Strings: `
    alphaTokens appendTrailingCharIfAbsent array_to_string arrayStringConcat ascii base64Decode base64Encode
    base64URLDecode base64URLEncode basename byteHammingDistance byteSlice CHAR_LENGTH CHARACTER_LENGTH concat
    concat_ws concatAssumeInjective concatWithSeparator concatWithSeparatorAssumeInjective countMatches
    countMatchesCaseInsensitive countSubstrings countSubstringsCaseInsensitive
    countSubstringsCaseInsensitiveUTF8 damerauLevenshteinDistance editDistance editDistanceUTF8 endsWith
    endsWithCaseInsensitive endsWithCaseInsensitiveUTF8 endsWithUTF8 extract extractAll extractAllGroups
    extractAllGroupsHorizontal extractAllGroupsVertical extractGroups FROM_BASE64 hasAllToken hasAllTokens
    hasAnyToken hasAnyTokens hasPhrase hasSubsequence hasSubsequenceCaseInsensitive
    hasSubsequenceCaseInsensitiveUTF8 hasSubsequenceUTF8 hasToken hasTokenCaseInsensitive
    hasTokenCaseInsensitiveOrNull hasTokenOrNull ilike isASCII isValidASCII isValidUTF8 jaroSimilarity
    jaroWinklerSimilarity lcase left leftPad leftPadUTF8 leftUTF8 lengthUTF8 levenshteinDistance
    levenshteinDistanceUTF8 like locate lower lowerUTF8 ltrim match matchPhrase mid mismatches
    multiMatchAllIndices multiMatchAny multiMatchAnyIndex multiSearchAllPositions
    multiSearchAllPositionsCaseInsensitive multiSearchAllPositionsCaseInsensitiveUTF8
    multiSearchAllPositionsUTF8 multiSearchAny multiSearchAnyCaseInsensitive multiSearchAnyCaseInsensitiveUTF8
    multiSearchAnyUTF8 multiSearchFirstIndex multiSearchFirstIndexCaseInsensitive
    multiSearchFirstIndexCaseInsensitiveUTF8 multiSearchFirstIndexUTF8 multiSearchFirstPosition
    multiSearchFirstPositionCaseInsensitive multiSearchFirstPositionCaseInsensitiveUTF8
    multiSearchFirstPositionUTF8 ngramDistance ngramDistanceCaseInsensitive ngramDistanceCaseInsensitiveUTF8
    ngramDistanceUTF8 ngrams ngramSearch ngramSearchCaseInsensitive ngramSearchCaseInsensitiveUTF8
    ngramSearchUTF8 notILike notLike position positionCaseInsensitive positionCaseInsensitiveUTF8 positionUTF8
    REGEXP_EXTRACT regexp_instr REGEXP_MATCHES REGEXP_REPLACE REGEXP_SUBSTR regexpExtract regexpInstr
    regexpPosition regexpQuoteMeta repeat replace replaceAll replaceOne replaceRegexpAll replaceRegexpOne
    reverseBySeparator reverseUTF8 right rightPad rightPadUTF8 rightUTF8 rpad rtrim splitByAlpha splitByChar
    splitByNonAlpha splitByRegexp splitByString startsWith startsWithCaseInsensitive
    startsWithCaseInsensitiveUTF8 startsWithUTF8 stringJaccardIndex stringJaccardIndexUTF8 substr substring
    SUBSTRING_INDEX substringIndex substringIndexUTF8 substringUTF8 TO_BASE64 tokens toValidUTF8 trim trimBoth
    trimLeft trimRight tryBase64Decode tryBase64URLDecode ucase upper upperUTF8
`,
  Numbers: `
    abs acos acosh asin asinh atan atan2 atanh avg2 bitAnd bitCount bitHammingDistance bitNot bitOr
    bitRotateLeft bitRotateRight bitShiftLeft bitShiftRight bitSlice bitTest bitTestAll bitTestAny bitXor cbrt
    ceil ceiling cos cosh cosineDistance degrees distanceCosine divide divideOrNull e erf erfc exp exp10 exp2
    factorial floor gcd hypot ifNotFinite isFinite isInfinite isNaN lcm ln log log10 log1p log2 max2 midpoint
    min2 minus mod modOrNull modulo moduloOrNull moduloOrZero multiply negate pi plus pmod pmodOrNull
    positive_modulo positive_modulo_or_null positiveModulo positiveModuloOrNull pow power radians round roundAge
    roundBankers roundDown roundDuration roundToExp2 sigmoid sign sin sinh sqrt tan tanh trunc truncate
`,
  Conditions: `
    and caseWithoutExpr caseWithoutExpression clamp coalesce equals firstNonDefault greater greaterOrEquals
    greatest if ifNull isDistinctFrom isNotDistinctFrom isNotNull isNull isNullable isZeroOrNull least less
    lessOrEquals multiIf not notEquals nullIf or toNullable xor
`,
  Times: `
    addDate addDays addHours addInterval addMicroseconds addMilliseconds addMinutes addMonths addNanoseconds
    addQuarters addSeconds addWeeks addYears age changeDay changeHour changeMinute changeMonth changeSecond
    changeYear curdate current_date current_timestamp date_bin date_diff DATE_FORMAT DATE_TRUNC dateDiff
    dateName dateTrunc DAY DAYOFMONTH DAYOFWEEK DAYOFYEAR formatDateTime FROM_DAYS FROM_UNIXTIME
    from_utc_timestamp fromDaysSinceYearZero fromDaysSinceYearZero32 fromModifiedJulianDay
    fromModifiedJulianDayOrNull fromUnixTimestamp fromUTCTimestamp hop hopEnd hopStart HOUR LAST_DAY
    localtimestamp makeDate makeDate32 makeDateTime makeDateTime64 MICROSECOND MILLISECOND MINUTE MONTH
    monthName NANOSECOND now now64 QUARTER SECOND subDate subtractDays subtractHours subtractInterval
    subtractMicroseconds subtractMilliseconds subtractMinutes subtractMonths subtractNanoseconds
    subtractQuarters subtractSeconds subtractWeeks subtractYears time_bucket timeDiff timeSlot timestamp
    timestamp_diff timestampDiff timeZoneOf timeZoneOffset TO_DAYS to_utc_timestamp today toDayOfMonth
    toDayOfWeek toDayOfYear toDaysInMonth toDaysSinceYearZero toHour toISOWeek toISOYear toLastDayOfMonth
    toLastDayOfWeek toMicrosecond toMillisecond toMinute toModifiedJulianDay toModifiedJulianDayOrNull toMonday
    toMonth toMonthNumSinceEpoch toNanosecond toQuarter toRelativeDayNum toRelativeHourNum toRelativeMinuteNum
    toRelativeMonthNum toRelativeQuarterNum toRelativeSecondNum toRelativeWeekNum toRelativeYearNum toSecond
    toStartOfDay toStartOfFifteenMinutes toStartOfFiveMinute toStartOfFiveMinutes toStartOfHour
    toStartOfInterval toStartOfISOYear toStartOfMicrosecond toStartOfMillisecond toStartOfMinute toStartOfMonth
    toStartOfNanosecond toStartOfQuarter toStartOfSecond toStartOfTenMinutes toStartOfWeek toStartOfYear
    toTimeWithFixedDate toTimeZone toUnixTimestamp toUTCTimestamp toWeek toYear toYearNumSinceEpoch toYearWeek
    toYYYYMM toYYYYMMDD toYYYYMMDDhhmmss tumble tumbleEnd tumbleStart week windowID YEAR yearweek yesterday
    YYYYMMDDhhmmssToDateTime YYYYMMDDhhmmssToDateTime64 YYYYMMDDToDate YYYYMMDDToDate32
`,
  'Arrays, tuples and maps': `
    array array_remove arrayAll arrayAutocorrelation arrayAvg arrayBottomK arrayCompact arrayConcat arrayCount
    arrayCumSum arrayCumSumNonNegative arrayDifference arrayDistinct arrayDotProduct arrayElement
    arrayElementOrNull arrayEnumerate arrayEnumerateDense arrayEnumerateDenseRanked arrayEnumerateUniq
    arrayEnumerateUniqRanked arrayExcept arrayExists arrayFill arrayFilter arrayFirst arrayFirstIndex
    arrayFirstOrNull arrayFlatten arrayFold arrayIntersect arrayJaccardIndex arrayJoin arrayLast arrayLastIndex
    arrayLastOrNull arrayLevenshteinDistance arrayLevenshteinDistanceWeighted arrayMap arrayMax arrayMin
    arrayPartialReverseSort arrayPartialSort arrayPopBack arrayPopFront arrayProduct arrayPushBack
    arrayPushFront arrayRemove arrayResize arrayReverse arrayReverseFill arrayReverseSort arrayReverseSplit
    arrayRotateLeft arrayRotateRight arrayShiftLeft arrayShiftRight arrayShingles arraySimilarity arraySlice
    arraySort arraySplit arraySum arraySymmetricDifference arrayTopK arrayTranspose arrayUnion arrayUniq
    arrayWithConstant arrayZip arrayZipUnaligned CARDINALITY countEqual dotProduct empty emptyArrayDate
    emptyArrayDateTime emptyArrayFloat32 emptyArrayFloat64 emptyArrayInt16 emptyArrayInt32 emptyArrayInt64
    emptyArrayInt8 emptyArrayString emptyArrayToSingle emptyArrayUInt16 emptyArrayUInt32 emptyArrayUInt64
    emptyArrayUInt8 extractKeyValuePairs extractKeyValuePairsWithEscaping flatten flattenTuple has hasAll hasAny
    hasSubstr length map MAP_FROM_ARRAYS mapAdd mapAll mapApply mapConcat mapContains mapContainsKey
    mapContainsKeyLike mapContainsValue mapContainsValueLike mapExists mapExtractKeyLike mapExtractValueLike
    mapFilter mapFromArrays mapFromString mapKeys mapPartialReverseSort mapPartialSort mapPopulateSeries
    mapReverseSort mapSort mapSubtract mapUpdate mapValues notEmpty OCTET_LENGTH range replicate reverse
    scalarProduct str_to_map tuple tupleConcat tupleDivide tupleDivideByNumber tupleElement tupleHammingDistance
    tupleIntDiv tupleIntDivByNumber tupleIntDivOrZero tupleIntDivOrZeroByNumber tupleMinus tupleModulo
    tupleModuloByNumber tupleMultiply tupleMultiplyByNumber tupleNames tupleNegate tuplePlus
    tuplePositiveModuloByNumber tupleToNameValuePairs unnest vectorDifference vectorSum
`,
  JSON: `
    isValidJSON JSON_ARRAY_LENGTH JSON_EXISTS JSON_QUERY JSON_VALUE JSONAllPaths JSONAllPathsWithTypes
    JSONAllValues JSONArrayLength JSONExtract JSONExtractArrayRaw JSONExtractArrayRawCaseInsensitive
    JSONExtractBool JSONExtractBoolCaseInsensitive JSONExtractCaseInsensitive JSONExtractFloat
    JSONExtractFloatCaseInsensitive JSONExtractInt JSONExtractIntCaseInsensitive JSONExtractKeys
    JSONExtractKeysAndValues JSONExtractKeysAndValuesCaseInsensitive JSONExtractKeysAndValuesRaw
    JSONExtractKeysAndValuesRawCaseInsensitive JSONExtractKeysCaseInsensitive JSONExtractRaw
    JSONExtractRawCaseInsensitive JSONExtractString JSONExtractStringCaseInsensitive JSONExtractUInt
    JSONExtractUIntCaseInsensitive JSONHas JSONKey JSONLength JSONType prettyPrintJSON simpleJSONExtractBool
    simpleJSONExtractFloat simpleJSONExtractInt simpleJSONExtractRaw simpleJSONExtractString
    simpleJSONExtractUInt simpleJSONHas toJSONString visitParamExtractBool visitParamExtractFloat
    visitParamExtractInt visitParamExtractRaw visitParamExtractString visitParamExtractUInt visitParamHas
`,
  Conversion: `
    accurateCast accurateCastOrNull bin CAST char dateTimeToUUIDv7
    fromUnixTimestamp64Micro fromUnixTimestamp64Milli fromUnixTimestamp64Nano fromUnixTimestamp64Second hex
    parseDateTime parseDateTime32BestEffort parseDateTime32BestEffortOrNull parseDateTime32BestEffortOrZero
    parseDateTime64 parseDateTime64BestEffort parseDateTime64BestEffortOrNull parseDateTime64BestEffortOrZero
    parseDateTime64BestEffortUS parseDateTime64BestEffortUSOrNull parseDateTime64BestEffortUSOrZero
    parseDateTime64OrNull parseDateTime64OrZero parseDateTimeBestEffort parseDateTimeBestEffortOrNull
    parseDateTimeBestEffortOrZero parseDateTimeBestEffortUS parseDateTimeBestEffortUSOrNull
    parseDateTimeBestEffortUSOrZero parseDateTimeOrNull parseDateTimeOrZero str_to_date TO_UNIXTIME toBool
    toDate toDate32 toDate32OrDefault toDate32OrNull toDate32OrZero toDateOrDefault toDateOrNull toDateOrZero
    toDateTime toDateTime32 toDateTime64 toDateTime64OrDefault toDateTime64OrNull toDateTime64OrZero
    toDateTimeOrDefault toDateTimeOrNull toDateTimeOrZero toDecimal128 toDecimal128OrDefault toDecimal128OrNull
    toDecimal128OrZero toDecimal256 toDecimal256OrDefault toDecimal256OrNull toDecimal256OrZero toDecimal32
    toDecimal32OrDefault toDecimal32OrNull toDecimal32OrZero toDecimal64 toDecimal64OrDefault toDecimal64OrNull
    toDecimal64OrZero toDecimalString toFixedString toFloat32 toFloat32OrDefault toFloat32OrNull toFloat32OrZero
    toFloat64 toFloat64OrDefault toFloat64OrNull toFloat64OrZero toInt128 toInt128OrDefault toInt128OrNull
    toInt128OrZero toInt16 toInt16OrDefault toInt16OrNull toInt16OrZero toInt256 toInt256OrDefault
    toInt256OrNull toInt256OrZero toInt32 toInt32OrDefault toInt32OrNull toInt32OrZero toInt64 toInt64OrDefault
    toInt64OrNull toInt64OrZero toInt8 toInt8OrDefault toInt8OrNull toInt8OrZero toInterval toIntervalDay
    toIntervalHour toIntervalMicrosecond toIntervalMillisecond toIntervalMinute toIntervalMonth
    toIntervalNanosecond toIntervalQuarter toIntervalSecond toIntervalWeek toIntervalYear toLowCardinality
    toString toStringCutToZero toTime toTime64 toTime64OrNull toTime64OrZero toTimeOrNull toTimeOrZero toUInt128
    toUInt128OrDefault toUInt128OrNull toUInt128OrZero toUInt16 toUInt16OrDefault toUInt16OrNull toUInt16OrZero
    toUInt256 toUInt256OrDefault toUInt256OrNull toUInt256OrZero toUInt32 toUInt32OrDefault toUInt32OrNull
    toUInt32OrZero toUInt64 toUInt64OrDefault toUInt64OrNull toUInt64OrZero toUInt8 toUInt8OrDefault
    toUInt8OrNull toUInt8OrZero toUnixTimestamp64Micro toUnixTimestamp64Milli toUnixTimestamp64Nano
    toUnixTimestamp64Second toUUID toUUIDOrDefault toUUIDOrNull toUUIDOrZero unbin unhex UUIDNumToString
    UUIDStringToNum UUIDToNum UUIDv7ToDateTime
`,
  'Hashes and addresses': `
    cityHash64 cutFragment cutIPv6 cutQueryString cutQueryStringAndFragment cutToFirstSignificantSubdomain
    cutToFirstSignificantSubdomainRFC cutToFirstSignificantSubdomainWithWWW
    cutToFirstSignificantSubdomainWithWWWRFC cutURLParameter cutWWW decodeURLComponent decodeURLFormComponent
    domain domainRFC domainWithoutWWW domainWithoutWWWRFC encodeURLComponent encodeURLFormComponent
    extractURLParameter extractURLParameterNames extractURLParameters farmFingerprint64 farmHash64
    firstSignificantSubdomain firstSignificantSubdomainRFC fragment halfMD5 IPv4CIDRToRange IPv4NumToString
    IPv4NumToStringClassC IPv4StringToNum IPv4StringToNumOrDefault IPv4StringToNumOrNull IPv4ToIPv6
    IPv6CIDRToRange IPv6NumToString IPv6StringToNum IPv6StringToNumOrDefault IPv6StringToNumOrNull
    isIPAddressInRange isIPv4String isIPv6String jumpConsistentHash kostikConsistentHash MD5 metroHash64
    murmurHash2_32 murmurHash2_64 murmurHash3_128 murmurHash3_32 murmurHash3_64 netloc path pathFull port
    portRFC protocol queryString queryStringAndFragment SHA1 SHA224 SHA256 SHA384 SHA512 SHA512_256 sipHash128
    sipHash64 toIPv4 toIPv4OrDefault toIPv4OrNull toIPv4OrZero toIPv6 toIPv6OrDefault toIPv6OrNull toIPv6OrZero
    topLevelDomain topLevelDomainRFC URLHash URLHierarchy URLPathHierarchy wyHash64 xxh3 xxh3_128 xxHash32
    xxHash64 yandexConsistentHash
`,
  Other: `
    bar byteSize formatReadableDecimalSize formatReadableQuantity formatReadableSize formatReadableTimeDelta
    ignore identity isConstant materialize neighbor runningDifference toColumnTypeName toTypeName transform
    finalizeAggregation rowNumberInAllBlocks generateUUIDv4 rand rand64 toBool caseWithExpression exists
    greatCircleDistance geoDistance grouping
`,
} as const

/** Groups of functions with their names. */
export const functionGroups: readonly { group: string; names: readonly string[] }[] = Object.entries(
  groups,
).map(([group, names]) => ({ group, names: names.trim().split(/\s+/) }))

/** Endings that make another aggregate of one. */
const combinators = [
  'If',
  'Array',
  'Map',
  'Distinct',
  'OrDefault',
  'OrNull',
  'State',
  'Merge',
  'MergeState',
  'ForEach',
  'ArgMin',
  'ArgMax',
]

const exact = new Set(functionGroups.flatMap(({ names }) => names))
const byLowerCase = new Map(
  functionGroups.flatMap(({ names }) => names.map((name) => [name.toLowerCase(), name])),
)
const aggregates = new Set(groups.Aggregates.trim().split(/\s+/))

/** The function that a name calls, as ClickHouse writes it; null when analysts may not call it. */
export function functionCalled(name: string): string | null {
  if (exact.has(name)) return name
  const known = byLowerCase.get(name.toLowerCase())
  if (known !== undefined) return known
  return isCombined(name) ? name : null
}

function isCombined(name: string): boolean {
  return combinators.some((ending) => {
    if (!name.endsWith(ending)) return false
    const base = name.slice(0, -ending.length)
    return aggregates.has(base) || isCombined(base)
  })
}

/** What the server would tell about itself, answered in its place: the same for everyone. */
export const constants: Readonly<Record<string, string>> = {
  version: '26.7',
  timezone: 'UTC',
  servertimezone: 'UTC',
  currentdatabase: 'aegisflow',
  database: 'aegisflow',
  schema: 'aegisflow',
  currentuser: 'default',
  user: 'default',
  hostname: 'aegisflow',
  displayname: 'aegisflow',
}
