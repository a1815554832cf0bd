/** What kinds of streets are called after their name, in English; abbreviations stand with or without a full stop. */
const ENGLISH =
  'street|str|st|avenue|ave|av|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|pl|terrace|ter|close|crescent|cres|' +
  'square|sq|parkway|pkwy|highway|hwy|circle|cir|trail|trl|turnpike|tpke|alley|aly|loop|plaza|plz|row|walk|mews|gardens|' +
  'grove|hill|park|rise|green|quay|wharf|pike|expressway|expy|freeway|fwy|crossing|xing|bend|creek|ridge|run|view|heights|' +
  'point|pass|path|commons|landing|glen|hollow|village|circuit|parade|esplanade|promenade|broadway|trace|cove|spur|gate|croft|vale|wynd|brae|fold|drove|chase|approach|meadows?|orchard|knoll|bluff|mount'
/** Endings and last words of street names on the continent; the number comes after them. */
const CONTINENTAL =
  'straße|strasse|str\\.?|gasse|weg|platz|allee|damm|ufer|ring|chaussee|steig|pfad|straat|laan|plein|kade|gracht|dreef|lei|' +
  'steenweg|baan|plaats|singel|hof|gatan|vägen|vagen|väg|vag|gata|gränd|grand|torget|torg|vegen|veien|vej|gade|alle|plads|' +
  'katu|tie|kuja|polku|utca|út|ut|tér|ter|körút|korut|köz|ulica|cesta|náměstí|namesti|trg|utja|vegur|braut|stræti|straeti|sokak|caddesi'
/** Words that stand before a street name in Romance and Slavic languages. */
const LEADING =
  'via|viale|vicolo|piazza|piazzale|corso|largo|strada|rue|avenue|boulevard|place|allée|allee|chemin|impasse|quai|route|cours|' +
  'calle|c/|avenida|avda|av|paseo|plaza|camino|camiño|carrera|cra|carretera|ronda|rambla|rúa|rua|travessa|praça|praca|alameda|' +
  'estrada|largo|ulica|ul|ulitsa|aleja|al|plac|pl|os|osiedle|bulevar|bulevardul|strada|str|calea|trg|jalan|jl|carrer|aleea|piazzetta|lieu-dit'
const UNIT =
  'apto|apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|building|bldg|penthouse|level|lot|district|trailer|trlr|appartement|piso|wohnung|lgh|app'

const word = "(?:\\p{L}{1,4}\\.|[\\p{L}\\d][\\p{L}\\d'’-]{0,30})"
const number = '\\d{1,5}(?:-\\d{1,4})?[a-z]?'

const KINDS = new Set(ENGLISH.replace('s?', '').split('|'))
const FIRST_WORDS = new Set(LEADING.split('|'))
const WORDS_MAX = 7
const SPAN_MAX = 72

/** Tells cheaply whether a number may begin a street, so that only such numbers are looked at with patterns. */
export function mayBeStreet(text: string, start: number): boolean {
  const limit = Math.min(text.length, start + SPAN_MAX)
  let from = start
  for (let words = 0; words <= WORDS_MAX && from < limit; words++) {
    let to = from
    while (to < limit && !isBreak(text.charCodeAt(to))) to++
    if (words > 0) {
      const first = text.charCodeAt(from)
      if (first >= 48 && first <= 57 && words > 1) return true
      const word = text.slice(from, to).toLowerCase()
      if (KINDS.has(word) || (words < 3 && FIRST_WORDS.has(word))) return true
    }
    if (text.charCodeAt(to) === 10) return false
    while (to < limit && isBreak(text.charCodeAt(to)) && text.charCodeAt(to) !== 10) to++
    from = to
  }
  return false
}

/** White space and what ends a word of a street. */
function isBreak(code: number): boolean {
  return (
    code === 32 ||
    code === 44 ||
    code === 46 ||
    code === 10 ||
    code === 59 ||
    code === 41 ||
    code === 34 ||
    code === 60
  )
}

/** `12 Old Mill Road`, also with a second number in front. */
export const ENGLISH_STREET = new RegExp(
  `${number},? (?:${number} )?(?:${word} ){1,5}?(?:${ENGLISH})(?![\\p{L}\\d])\\.?(?: (?:[ns][ew]?|[ew]|north|south|east|west)(?![\\p{L}\\d]))?`,
  'iuy',
)
/** `Hauptstraße 12`, `Karl Johans gate 3`. Groups are kept so that they are not unrolled, each way with all those words. */
export const CONTINENTAL_STREET = new RegExp(
  `(${number} )?(${word} ){0,3}?([\\p{L}-]{2,30})?(?:${CONTINENTAL}) ${number}(?![\\p{L}\\d])`,
  'iuy',
)
/** `Via Verbano 62`, `12 rue de la Paix`. */
export const LEADING_STREET = new RegExp(
  `(?:${number},? (bis |ter )?(?:${LEADING})\\.? (?:${word} ?){1,5}?(?= ?[,\\n.;)"]|$| ${number}(?![\\p{L}\\d])| (?:${UNIT})[ .]| \\d{5})(?: ${number}(?![\\p{L}\\d]))?|(?:${LEADING})\\.? (?:${word},? ){1,5}?(?:n[°º.]? ?)?${number}(?![\\p{L}\\d]|,\\d))`,
  'iuy',
)
/** A number, a few words with capitals and another number, which only what follows can make an address. */
export const BARE_STREET = new RegExp(
  `${number} (?:${number} )?(?:${word} ){1,5}?${number}(?![\\p{L}\\d.:/-])`,
  'iuy',
)
/** Boxes of the post and of the armed forces. */
export const BOX =
  /(?:\d{1,5} )?(?:(?:g\.?)?p\.? ?o\.? ?box \d{1,6}|(?:postfach|postbus|postboks|locked bag|private bag|casella postale) \d{1,6}|apartado(?: de correos)? \d{1,6}|psc \d{1,5},? box \d{1,5}|unit \d{3,5},? box \d{1,5}|cmr \d{2,5},? box \d{1,5}|uss \p{Lu}[\p{L}]{1,20})/iuy
/** What parts of a building are called, with their number. */
export const PART = new RegExp(
  `(?:(?:${UNIT})(?:\\.? #?|\\.|\\.?#|(?=\\d))|# ?(?=\\d|\\p{L}(?:-?\\d|(?!\\p{L}))))[\\p{L}\\d-]{1,6}(?![\\p{L}\\d])|\\d{1,3}(?:st|nd|rd|th) floor`,
  'iuy',
)
/** Whatever stands after such words, up to the end of the line. */
export const ANY_STREET = new RegExp(
  `${number} (?:${number} )?(?:${word} ){0,4}${word}(?: ${number}(?![\\p{L}\\d]))?`,
  'iuy',
)
/** The words after which an address starts. */
export const CUE =
  /(?:address(?:es)?(?: is| was| to| with| of [\w .']{1,30} is|:| to the same:|, here they are:)|liv(?:es?|ing) at|resid(?:e|es|ing) at|sent to|deliver(?:ed)? to|ship(?:ped)? to|moved to|located at|taxi to|arrived? at|(?:office|house|home|shop|store|party|it) is (?:at|in)|it's (?:at|in)|return to|mail to|(?:send|deliver|ship|mail|bring|take) [a-z ]{2,24} to|pick (?:me |us )?up (?:at|from)|anschrift:?|adresse:?|direccion:?|indirizzo:?|endereco:?|adres:?)\s{1,6}$/i
/** The words after which a postcode starts. */
export const POSTCODE_CUE = /(?:zip|postal|post)[ -]?code(?: is| was|:|=)? {0,2}$/i
