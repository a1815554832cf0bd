import type { Origin } from '../../detectors/index.ts'
import { isBounded } from '../contract/content.ts'
import { mediaFault, openBase64, openDataUrl } from './attachment.ts'
import type { Gathering } from './gather.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const originOfRole: Readonly<Record<string, Origin>> = {
  system: 'system',
  developer: 'system',
  assistant: 'assistant',
  model: 'assistant',
  ai: 'assistant',
  chatbot: 'assistant',
  tool: 'tool',
  function: 'tool',
  ipython: 'tool',
}
/** What stands beside the text in a part and says nothing of its own. */
const beside = new Set(['type', 'id', 'role', 'cache_control', 'index', 'status', 'call_id', 'tool_use_id'])

/** Who wrote a message of a role; an unknown role is somebody outside. */
const originOf = (role: unknown): Origin => {
  const name = textOf(role).toLowerCase()
  return Object.hasOwn(originOfRole, name) ? (originOfRole[name] as Origin) : 'user'
}

/** Reads content of any vendor's shape. What has no known shape is read as the values that stand in it. */
export function read(value: unknown, origin: Origin, into: Gathering): void {
  if (typeof value === 'string') into.text(value, origin)
  else if (Array.isArray(value)) for (const each of value) read(each, origin, into)
  else if (isObject(value)) readerOf(value)(value, origin, into)
}

function readerOf({ role, type }: Fields): PartReader {
  if (typeof role === 'string') return readMessage
  const name = textOf(type)
  const known = Object.hasOwn(partReaders, name) ? partReaders[name] : undefined
  if (known) return known
  if (/_tool_result$|_call_output$/.test(name)) return (part, _origin, into) => readResult(part, into)
  if (/_tool_use$|_call$/.test(name)) return (part, _origin, into) => readCall(part, into)
  return readUntyped
}

/** A message of a conversation, whatever stands in it. */
function readMessage(message: Fields, _origin: Origin, into: Gathering): void {
  const origin = originOf(message.role)
  const { content, parts, refusal, reasoning, reasoning_content, audio } = message
  if (isObject(content) && Array.isArray(content.parts)) read(content.parts, origin, into)
  else read(content, origin, into)
  read(parts, origin, into)
  read(refusal, origin, into)
  read(reasoning, origin, into)
  read(reasoning_content, origin, into)
  if (Array.isArray(message.tool_calls)) for (const call of message.tool_calls) readCall(call, into)
  if (isObject(message.function_call)) readCall(message.function_call, into)
  if (isObject(audio)) {
    if (typeof audio.data === 'string') into.skip('audio')
    read(audio.transcript, origin, into)
  }
}

/** What a model asks of a tool: its words, since it wrote them. */
function readCall(call: unknown, into: Gathering): void {
  if (!isObject(call)) return
  for (const inner of [call.function, call.custom]) if (isObject(inner)) readCall(inner, into)
  for (const said of [call.arguments, call.input, call.args, call.action, call.code, call.queries]) {
    readValues(said, 'assistant', into)
  }
  for (const got of [call.output, call.outputs, call.results]) readResultValue(got, into)
  if (call.type === 'image_generation_call' && typeof call.result === 'string') into.skip('image')
}

function readResult(result: Fields, into: Gathering): void {
  for (const got of [result.content, result.output, result.response, result.result])
    readResultValue(got, into)
}

/** What a tool answered: parts where it has such, and otherwise whatever values it gave. */
function readResultValue(value: unknown, into: Gathering): void {
  const parts = Array.isArray(value) ? value : [value]
  for (const part of parts) {
    if (isObject(part) && typeof part.type === 'string') read(part, 'tool', into)
    else readValues(part, 'tool', into)
  }
}

/** Every value of a structure as `name: value`, so that a number keeps what it is called. JSON in text is opened. */
export function readValues(value: unknown, origin: Origin, into: Gathering): void {
  const lines: string[] = []
  const walk = (at: unknown, name: string): void => {
    if (Array.isArray(at)) for (const each of at) walk(each, name)
    else if (isObject(at)) for (const [key, each] of Object.entries(at)) walk(each, key)
    else if (typeof at === 'string' && at.includes('data:')) into.text(at, origin)
    else if (at !== null && at !== undefined) lines.push(name === '' ? String(at) : `${name}: ${String(at)}`)
  }
  walk(typeof value === 'string' ? opened(value) : value, '')
  into.text(lines.join('\n'), origin)
}

function opened(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return text
  try {
    const value: unknown = JSON.parse(text)
    return isBounded(value) ? value : text
  } catch {
    return text
  }
}

/** A file behind an address: opened when the address holds it, and never fetched. */
function readAddress(url: unknown, origin: Origin, into: Gathering): void {
  if (typeof url !== 'string' || url === '') return
  const data = openDataUrl(url)
  if (data === null) {
    into.skip('external_url')
    into.text(url, origin)
  } else into.opened(data, origin)
}

/** A file in whichever way it is given: its data, an address, or a name that only the vendor knows. */
function readFile(file: Fields, origin: Origin, into: Gathering): void {
  const { data, file_data, file_url, url, file_id, filename, title, context, content } = file
  const mediaType = textOf(file.media_type ?? file.mime_type ?? file.mimeType)
  for (const said of [filename, title, context]) read(said, origin, into)
  const given = file_data ?? data
  if (typeof given === 'string' && given !== '') {
    if (file.type === 'text') into.text(given, origin)
    else into.opened(openDataUrl(given) ?? openBase64(mediaType || 'application/octet-stream', given), origin)
  } else if (content !== undefined) read(content, origin, into)
  else if (file_url !== undefined || url !== undefined) readAddress(file_url ?? url, origin, into)
  else if (file_id !== undefined) into.skip(mediaFault(mediaType) ?? 'vendor_file')
}

type PartReader = (part: Fields, origin: Origin, into: Gathering) => void

const readText: PartReader = ({ text, content }, origin, into) => {
  read(isObject(text) ? text.value : (text ?? content), origin, into)
}
const readThought: PartReader = (part, origin, into) => {
  for (const said of [part.thinking, part.text, part.content, part.summary]) read(said, origin, into)
  if (part.encrypted_content) into.skip('encrypted')
}
const readImage: PartReader = ({ image_url, image, source, file_id, url, result }, origin, into) => {
  const given = image_url ?? image ?? url
  const address = isObject(given) ? given.url : given
  if (isObject(source)) readFile(source, origin, into)
  else if (typeof address === 'string') readAddress(address, origin, into)
  else if (file_id !== undefined || result !== undefined) into.skip('image')
}
const readAudio: PartReader = ({ transcript, input_audio }, origin, into) => {
  into.skip('audio')
  read(transcript, origin, into)
  if (isObject(input_audio)) read(input_audio.transcript, origin, into)
}
const readAnyFile: PartReader = (part, origin, into) =>
  readFile(
    isObject(part.file) ? part.file : isObject(part.source) ? { ...part, ...part.source } : part,
    origin,
    into,
  )
const readBlob: PartReader = ({ mime_type, modality, content }, origin, into) =>
  into.opened(
    openBase64(textOf(mime_type) || textOf(modality) || 'application/octet-stream', textOf(content)),
    origin,
  )

/** What parts are called, by OpenAI, Anthropic and OpenTelemetry. */
const partReaders: Readonly<Record<string, PartReader>> = {
  text: readText,
  input_text: readText,
  output_text: readText,
  summary_text: readText,
  reasoning_text: readText,
  refusal: ({ refusal, content }, origin, into) => read(refusal ?? content, origin, into),
  thinking: readThought,
  reasoning: readThought,
  redacted_thinking: (_part, _origin, into) => into.skip('encrypted'),
  compaction: readThought,
  image_url: readImage,
  input_image: readImage,
  image: readImage,
  computer_screenshot: readImage,
  input_audio: readAudio,
  output_audio: readAudio,
  audio: readAudio,
  video: (_part, _origin, into) => into.skip('video'),
  truncated: ({ text }, origin, into) => {
    into.skip('truncated')
    read(text, origin, into)
  },
  file: readAnyFile,
  input_file: readAnyFile,
  document: (part, _origin, into) => readAnyFile(part, 'retrieved', into),
  container_upload: (_part, _origin, into) => into.skip('vendor_file'),
  search_result: ({ title, content, source }, _origin, into) => {
    for (const said of [title, content, source]) read(said, 'retrieved', into)
  },
  blob: readBlob,
  uri: ({ uri }, origin, into) => readAddress(uri, origin, into),
  tool_use: (part, _origin, into) => readCall(part, into),
  tool_call: (part, _origin, into) => readCall(part, into),
  function: (part, _origin, into) => readCall(part, into),
  function_call: (part, _origin, into) => readCall(part, into),
  tool_result: (part, _origin, into) => readResult(part, into),
  tool_call_response: (part, _origin, into) => readResult(part, into),
}

/** Parts without a type, which is how Gemini writes them, and everything that nobody knows. */
function readUntyped(part: Fields, origin: Origin, into: Gathering): void {
  const rest: [string, unknown][] = []
  for (const [name, value] of Object.entries(part)) {
    if (beside.has(name)) continue
    if ((name === 'inlineData' || name === 'inline_data') && isObject(value)) readFile(value, origin, into)
    else if ((name === 'fileData' || name === 'file_data') && isObject(value)) {
      readAddress(value.fileUri ?? value.file_uri, origin, into)
    } else if ((name === 'functionCall' || name === 'function_call') && isObject(value)) readCall(value, into)
    else if ((name === 'functionResponse' || name === 'function_response') && isObject(value)) {
      readResult(value, into)
    } else if (name === 'text' || name === 'parts' || name === 'content') read(value, origin, into)
    else rest.push([name, value])
  }
  readValues(Object.fromEntries(rest), origin, into)
}
