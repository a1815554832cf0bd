import { jsonOf } from './json-text.ts'

/** Keys under which vendors and makers of models hold what was said. */
const saying = new Set([
  'text',
  'value',
  'content',
  'parts',
  'prompt',
  'input',
  'system',
  'inputText',
  'inputTexts',
  'outputText',
  'output',
  'completion',
  'generation',
  'generated_text',
  'message',
  'arguments',
])
/** Keys that lead to it. */
const leading = new Set([
  'messages',
  'outputs',
  'results',
  'choices',
  'delta',
  'contentBlockDelta',
  'content_block',
  'contentBlockStart',
  'start',
  'reasoningContent',
  'reasoningText',
  'toolResult',
  'toolUse',
  'tool_use',
  'tool_calls',
  'function',
])
/** Keys under which a tool gets or gives data of its own shape; people's data travels in it, so its JSON is text. */
const data = new Set(['input', 'json'])
/** Deeper parts are not followed: nobody writes a message in such depth. */
const depthMax = 24

/**
 * What was said, piece after piece, in whatever shape a vendor keeps it: a text, chat messages, content parts, a
 * completion with choices, chunks of a stream. Pictures and other bytes are no text.
 */
export function piecesOf(value: unknown): string[] {
  const pieces: string[] = []
  gather(value, pieces, true, 0)
  return pieces
}

/** The pieces in lines; '' when there are none. */
export function textOf(value: unknown): string {
  return piecesOf(value).join('\n')
}

/**
 * The same for a vendor that may keep messages as JSON in a text; null when there are none. JSON that is no message is
 * what somebody wrote, and text as a whole.
 */
export function messageText(value: unknown): string | null {
  if (typeof value !== 'string') return textOf(value) || null
  return textOf(unpacked(value)) || value || null
}

function gather(value: unknown, into: string[], isSaid: boolean, depth: number): void {
  if (depth > depthMax) return
  if (typeof value === 'string') {
    if (isSaid && value !== '') into.push(value)
  } else if (Array.isArray(value)) {
    for (const each of value) gather(each, into, isSaid, depth + 1)
  } else if (isRecord(value)) {
    for (const [key, each] of Object.entries(value)) {
      if (data.has(key) && isRecord(each)) into.push(JSON.stringify(each))
      else if (saying.has(key) || leading.has(key)) gather(each, into, saying.has(key), depth + 1)
    }
  }
}

/** JSON in a text is read as JSON when it holds messages; all other text stays as it is. */
function unpacked(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text
  const value = jsonOf(text)
  const first: unknown = Array.isArray(value) ? value[0] : value
  return isRecord(first) && messageKeys.some((key) => key in first) ? value : text
}

/** One of these stands in every message, or in what holds some. */
const messageKeys = ['role', 'messages', 'choices', 'content', 'parts', 'message']

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
