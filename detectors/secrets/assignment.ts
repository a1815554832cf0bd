import type { Span } from '../detector.ts'
import { entropyOf } from './entropy.ts'
import { isPlaceholder } from './placeholder.ts'

/** The type of a text, as languages that name one put it between a name and what is assigned. */
const TYPED = ":\\s{0,2}&?(?:'static\\s)?(?:String|str|string|Text|SecureString)\\??\\s{0,2}=\\s{0,2}"
/** A name that stands in a pair of its own, as in lists of variables: `name: KEY, value: ...`. */
const PAIRED =
  '["\'`]?(?:[,:]\\s{0,12}\\{?|\\s{1,12})\\s{0,12}(?:["\'`]?(?:type|secure|sensitive|secret|encrypted|enabled)["\'`]?\\s{0,2}[:=]\\s{0,2}["\'`]?\\w{1,24}["\'`]?(?:,\\s{0,12}|\\s{1,12}))?["\'`]?value["\'`]?\\s{0,2}[:=]\\s{0,2}'
/** A variable of Terraform with its default. */
const DEFAULTED =
  '["\']\\s{0,2}\\{\\s{0,12}(?:(?:type|description|sensitive|nullable)\\s{0,12}=[^\\n]{1,120}\\n\\s{0,12}){0,3}default\\s{0,12}=\\s{0,2}'
/** The word for being, as people tell a password, and what it was changed to. */
const TOLD =
  "(?:\\b(?:is|was|lautet|ist|war|est|es|era|e|to|jest|ar|er|on)\\b(?: now| still)?:?|(?<=')s(?=\\s)|changed[,;:]? it'?s|は|是|为|為)"
/** Words that say which password, up to a colon, and an answer to the question for it. */
const QUALIFIED = '(?:\\s[a-z-]{2,20}){1,3}\\s?:\\s{1,2}(?=\\S{6,64}(?:\\s|$))'
const ASKED = "\\?\\s(?:it'?s\\s|(?=[\"']))"
/** What somebody does with a password where it is asked for. */
const TYPING = '[,:]?\\s(?:type|enter|use|try)\\s{1,2}(?:in )?'
/** What a key is for, before a colon or the word for being. */
const INTENDED =
  '\\s(?:for|of|to|on|in|at|we|that|fur|des|vom|zum|auf|im|am|del?|du|della?|dell[oe]|d[oa]|pour|sur|para|per|van|voor|till|til|pa|dla|na|от|для|к|на|в)\\s[\\w\\u0430-\\u044f .-]{1,40}(?:\\s?:\\s{1,2}|\\b(?:is|lautet|ist|est|es|e|ar|er|jest|to)\\b\\s{1,2})'
/** The rest of a name, taken whole or not at all, its quote or bracket, what assigns, and the quote that opens the value. */
const ASSIGNS =
  `(?=([A-Za-z0-9_.-]{0,40}))\\1(?:${TYPED}|${PAIRED}|${DEFAULTED}|${INTENDED}|${QUALIFIED}|${ASKED}|${TYPING}|` +
  '\\\\?["\'`]?\\]?\\s{0,8}(?:=>|->|→|:=|={1,3}|:{1,2}|>|' +
  TOLD +
  ')\\s{0,8}(?:[A-Za-z_.]{1,24}\\()?|\\\\?["\'`]\\s{0,2},\\s{0,2}(?=\\\\?["\'`])|\\s{0,2}\\(\\s{0,2}(?=["\'`])|\\s{1,3}(?=["\'`])|([ \\t]{1,2}|[ \\t]?\\r?\\n[ \\t]?))(?:[bBrRuUfLN@]{1,2}(?=["\'`]))?(\\\\?["\'`「]?)'
/** Where a quoted value ends, by the quote that opened it. */
const CLOSINGS: Readonly<Record<string, RegExp>> = { '"': /\\?"|\n/, "'": /\\?'|\n/, '「': /[」\n]/ }
const VALUE_MAX = 256
const BEFORE_MAX = 48

/** Names that say that the value is no secret, by what they end with. */
const HARMLESS_END =
  /(?:ids?|names?|ur[il]s?|endpoints?|paths?|files?|dirs?|directory|types?|length|len|size|count|counter|max|min|limits?|ttl|expir\w{0,8}|timeouts?|fields?|params?|headers?|labels?|prefix|suffix|formats?|pattern|regexp?|rules?|policy|policies|hints?|placeholder|messages?|errors?|hash(?:es|ed)?|digest|salt|providers?|managers?|stores?|storage|services?|class|factory|refs?|arn|versions?|env|vars?|variables?|index|address|contracts?|symbols?|colou?rs?|lists?|sets?|maps?|usage|estimate\w{0,4}|budget|price|cost|per_?second|strategy|scopes?|algorithms?|alg|method|mode|kind|status|state|version|date|time|at|enabled|required|valid\w{0,5}|input|inputs|title|text|description|docs?|page|route|link|icon|button|column|table|bucket|key_?id|enc|alias|tag|checksum|integrity|pub|public)$/i
/** What splits texts into words, and the words. */
const WORD_OF_TEXT = /^token(?:i[sz]|s?["'`]?\s{0,8}[:=]\s{0,8}[rb]["'`])/i
/** Names of algorithms, as standards for tokens and certificates write them. Source: RFC 7518, RFC 8018. */
const CIPHER = /^A\d{3}(?:CBC|GCM|KW|CTR|GCMKW)(?:-HS\d{3})?$|^id-[a-z]+With[A-Z]/
/** Names of files. */
const FILE_END =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|py|rb|go|rs|java|kt|cs|php|md|txt|html?|css|svg|png|snap|d)$/i
/** Names that say so by what stands before. */
const HARMLESS_START =
  /(?:csrf|xsrf|public|anti_?forgery|hashed|encrypted)[_.-]?$|(?:^|[^A-Za-z])(?:pub|max|min|num|total|count|next|page|cache|cancel\w{0,6}|continuation|design|syntax|pad|eos|bos|sep|unk|mask|stop|special|hash|has|is|no|use|example|invalid|wrong|bad|fake|dummy|mock)[_.-]?$|continuation$/i

/** The source of a pattern for a name that is one of `keywords`, up to where its value begins. */
export function assignmentOf(keywords: string): RegExp {
  return new RegExp(`(?:${keywords})${ASSIGNS}`, 'iy')
}

/** The value that is assigned where the pattern matched; null when the name or the value's form speak against it. */
export function assignedValue(text: string, match: RegExpExecArray): Span | null {
  const tail = match[1] ?? ''
  const before =
    /[A-Za-z0-9_.$-]{0,48}$/.exec(text.slice(Math.max(0, match.index - BEFORE_MAX), match.index))?.[0] ?? ''
  if (
    WORD_OF_TEXT.test(match[0]) ||
    HARMLESS_END.test(tail.replace(/[_\d]+$/, '')) ||
    FILE_END.test(tail) ||
    HARMLESS_START.test(before)
  )
    return null
  // A colon after a word makes the name a part of a longer one: `arn:...:secret:Name`, `AWS::AppSync::ApiKey`.
  const ahead = text.slice(Math.max(0, match.index - before.length - 5), match.index - before.length)
  if (/[\w:]:$/.test(ahead) && !/\$env:$/i.test(ahead)) return null
  const quote = (match[3] ?? '').slice(-1)
  const isOption = /--[A-Za-z0-9_.-]+\s{1,2}$/.test(before + match[0])
  const isBare = match[2] !== undefined && !isOption && !isImageSetting(text, match.index - before.length)
  const start = match.index + match[0].length
  const rest = text.slice(start, start + VALUE_MAX + 1)
  const end =
    quote === '' ? bareEnd(rest, /[:=]\s{0,8}$/.test(match[0])) : rest.search(CLOSINGS[quote] ?? /[`\n]/)
  if (end <= 0 || (quote !== '' && rest[end] === '\n')) return null
  const value = rest.slice(0, end)
  if (quote === '' && (isNameOfSecret(value) || match[0].endsWith('('))) return null
  // A word and its hash, as tests of hash functions list them.
  if (/^["']?[a-z]*["']\s{0,2},/i.test(match[0]) && /^(?:[0-9a-f]{2}){8,}$/i.test(value)) return null
  if (quote === '' && (/[({[]/.test(value) || /^\s*[([{]/.test(rest.slice(end, end + 3)))) return null
  const isTyped = /\s(?:to|on|e|es|ar|er|type|enter|use|try|in)\s{1,8}$/i.test(match[0])
  if ((isBare || isTyped) && !isToldBare(value, quote)) return null
  return { start, end: start + end }
}

/** Tells whether a value is itself a name for a secret, as variables and types are called: `newPrivateKey2`. */
function isNameOfSecret(value: string): boolean {
  return (
    /^[A-Za-z_$][\w$.]*$/.test(value) &&
    /\$\d{1,3}$|(?:[a-z\d]|^)(?:PrivateKey|PublicKey|Secrets?|Tokens?|ApiKey|AccessKey|Credentials?)(?:[A-Z]\w*)?$|(?:^|_)(?:private|public|secret|access|api)_keys?(?:_\w+)?$/.test(
      value,
    )
  )
}

/** Tells whether a value can be nothing but one, though only a blank or a word parts it from its name. */
function isToldBare(value: string, quote: string): boolean {
  if (quote !== '') return true
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || /[/\\=<>]|^[a-z]+-\d{1,4}$|^[A-Z]+-?\d+$/.test(value))
    return false
  if (value.length >= 20) return /^[\w+!@#$%^&*?.-]+$/.test(value)
  const isOfAllKinds =
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    /[-.]/.test(value) &&
    !/^[A-Z][a-z]+[-.]\d+$|[A-Z]{2,}\d*$/.test(value)
  return /[!@#$%^&*?_]|[A-Za-z]{4,}\d{2,}$/.test(value) || isOfAllKinds || isMixed(value)
}

/** Tells whether digits stand inside words, or at the end of words that are written as one: in no term of the trade. */
function isMixed(value: string): boolean {
  if (value.length < 6 || !/^[A-Za-z0-9.-]+$/.test(value)) return false
  if (
    /(?:base|utf|sha|md|oauth|http|ipv|aes|rsa)-?\d|(?<![a-z])(?:ed|x|s|k|v|p|ec|rs|hs|es|h|mp)-?\d|i18n|l10n|a11y|^\d+(?:st|nd|rd|th)|\d(?:d|x|k|m|ms|px|kb|mb|gb)(?![a-z])/i.test(
      value,
    )
  )
    return false
  return /[A-Za-z]{2}[013457]+[A-Za-z]|[A-Za-z]\d{1,4}[A-Za-z]+\d|[a-z][A-Z][a-z]{2,}\d+$|[A-Za-z]{3}\d{2,}[A-Za-z]{3}|[a-z]{3}[.-][A-Z][a-z]+\d+$/.test(
    value,
  )
}

/** Tells whether the name that starts here is set by a line of a container's build file. */
function isImageSetting(text: string, start: number): boolean {
  return /(?:^|\n)(?:ENV|ARG) $/.test(text.slice(Math.max(0, start - 5), start))
}

/** Where a value without quotes ends. A mark at its end belongs to the sentence, but an exclamation right after a colon's value to that. */
function bareEnd(rest: string, isAssigned: boolean): number {
  const found = /[\s"'`,;<>|)\]}、。，；」]|&(?=[A-Za-z_]{1,30}=)/.exec(rest)
  const end = found === null ? rest.length : found.index
  return end > VALUE_MAX
    ? -1
    : rest.slice(0, end).replace(isAssigned ? /[.:?\\]+$/ : /(?:[.:?\\]|(?<!\d)!)+$/, '').length
}

/** Tells whether a value looks drawn at random: letters and digits mixed, no word, path, template or identifier. */
export function looksDrawn(value: string): boolean {
  if (value.length < 12 || value.length > VALUE_MAX || /\s/.test(value)) return false
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || entropyOf(value) < 3.3) return false
  return !isKnownOtherwise(value) && !isWordy(value)
}

/**
 * Tells whether a value looks like a password that a person chose: three kinds of characters, and no plain word; or a
 * word with a digit and a sign that no name in source code has.
 */
export function looksChosen(value: string): boolean {
  if (value.length < 8 || value.length > 64 || /\s/.test(value)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length
  if (kinds < 3 || !/[A-Za-z]/.test(value) || entropyOf(value) < 2.5) return false
  return !isKnownOtherwise(value) && (hasSign(value) || !isWordy(value))
}

/** Tells whether a value holds a word and a digit, as what people type does, and is no name of source code. */
export function looksTyped(value: string): boolean {
  if (value.length < 6 || value.length > 64 || !/\d/.test(value) || !/[A-Za-z]{3}/.test(value)) return false
  if (value.length < 8 && /^[a-z]+\d+$/i.test(value)) return false
  if (!/^[\x21-\x7e]+$/.test(value) || /[()[\]{}<>=;,|:]/.test(value) || entropyOf(value) < 2.5) return false
  return (
    !isKnownOtherwise(value) &&
    !/^[a-z]+\d{0,3}(?:[A-Z][a-z]*\d?)+$|^[a-z]+(?:[_-][a-z]+)+[_-]?\d?$/.test(value)
  )
}

function hasSign(value: string): boolean {
  return (
    /\d/.test(value) && /[A-Za-z]{2}/.test(value) && /[!#$%^&*?+~]$|[!#$%^&?~](?=[A-Za-z0-9])/.test(value)
  )
}

/** Values of a form that has another use: references, paths, addresses, UUIDs, hashes of lock files, templates, code. */
function isKnownOtherwise(value: string): boolean {
  return (
    isPlaceholder(value) ||
    /^[$%@#&*<{[(\\/~^.]/.test(value) ||
    /:\/\/|^(?:\.{1,2}|~)?\/|^[A-Z]:\\|\\[wdsbnDWS]|\$\{|\{\{|\{[a-z_]{0,20}\}|%[sd(]|=>|&&|\|\||\)\s?[;.]|<\/?[a-z]/i.test(
      value,
    ) ||
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value) ||
    /^(?:sha\d{1,3}|md5)[-:]/i.test(value) ||
    (/^[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)+/.test(value) &&
      !hasDrawnPart(value) &&
      !isDottedWord(value)) ||
    /^\d{4}-\d\d-\d\d|^v?\d+\.\d+\.\d+/.test(value) ||
    /^data:|^arn:|^urn:|^[Bb]ase64|^(?:application|text|image)\//.test(value) ||
    (FILE_END.test(value) && /^[\w./-]+$/.test(value)) ||
    CIPHER.test(value) ||
    /^(?:sha\d{1,3}|md5|argon2\w*|pbkdf2\w*|bcrypt\w*|scrypt|crypt)\$|^_[a-z]+(?:_[a-z\d]+)+$/.test(value) ||
    /(?:^|[^a-z])(?:passwords?|passwd|passphrase|secrets?|tokens?|api[_-]?keys?|credentials?|username|string|undefined|null|true|false)(?:[^a-z]|$)/i.test(
      value,
    )
  )
}

/**
 * Tells whether two parts with a dot between them are words that somebody made unlike words: the second begins with a
 * capital and ends with a digit, or a digit stands within one of them, as in no name of a property.
 */
function isDottedWord(value: string): boolean {
  const parts = value.split('.')
  if (/^[A-Z][a-z]+\.[A-Za-z]+[-!#$%^&*+]\w*\d\w*$/.test(value)) return true
  if (
    parts.length !== 2 ||
    /^(?:self|this|process|config|settings?|os|env|props|state|ctx|req|res|args?|options?|params|data|user)\./.test(
      value,
    )
  )
    return false
  const [first = '', second = ''] = parts
  const isNumbered =
    /^[A-Z]?[a-z]{2,}$/.test(first) && /^[A-Z][a-z]{2,}\d{1,4}$/.test(second) && /^[A-Z]/.test(value)
  const isLeet = parts.some((part) => /^[A-Za-z]*[a-z][013457][A-Za-z]{2,}$|^[A-Za-z]\d[a-z]{2,}/.test(part))
  return (
    isNumbered ||
    (isLeet &&
      parts.every((part) => /^[A-Za-z0-9]{1,12}$/.test(part)) &&
      !/(?:base|utf|sha|oauth|http|ipv|i18n|l10n|a11y|k8s|p2p|e2e|s3|ec2|v\d|web3|mp3|h264|x\d)/i.test(value))
  )
}

/** Tells whether one of the parts between dots is too long and mixed for the name of a property. */
function hasDrawnPart(value: string): boolean {
  return value
    .split('.')
    .some((part) => part.length >= 20 && /\d/.test(part) && /^[\w-]+$/.test(part) && !isWordy(part))
}

/** Words with little else: `auth-token-v2`, `getUserToken2`, `MAX_RETRIES_3`. */
export function isWordy(value: string): boolean {
  const parts = value.split(/[^A-Za-z0-9]+/).filter((part) => part !== '')
  return parts.every(
    (part) =>
      /^\d{1,4}$/.test(part) ||
      (/^(?:[a-z]*\d{0,2}(?:[A-Z]+[a-z]+\d{0,2})*[A-Z]*|[A-Z]+)\d{0,3}[a-z]?$/.test(part) && isSpoken(part)),
  )
}

/** Has a vowel for every few letters, as words do, and not a capital at every turn. */
function isSpoken(part: string): boolean {
  const letters = part.replace(/[^A-Za-z]/g, '')
  if (letters.length <= 3) return !(/[a-z][A-Z]/.test(part) && /\d/.test(part))
  const vowels = letters.replace(/[^aeiouy]/gi, '').length
  const capitals = letters.slice(1).replace(/[^A-Z]/g, '').length
  const isOneCase = /^[A-Z]+$/.test(letters)
  return vowels * 5 >= letters.length && (isOneCase || capitals * 4 <= letters.length)
}
