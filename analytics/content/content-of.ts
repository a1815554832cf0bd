import type { LlmPushEvent } from '../contract/push.ts'
import { type Content, gathering } from './gather.ts'
import { read, readValues } from './read.ts'

const contentNames = [
  'system',
  'instructions',
  'system_instruction',
  'messages',
  'input',
  'contents',
  'documents',
  'tools',
  'choices',
  'output',
  'candidates',
  'content',
] as const

/** What of a pushed call is to be inspected, of whatever shape it is. */
export function contentOf(push: LlmPushEvent): Content {
  const prompt = push.prompt ?? ''
  const response = push.response ?? ''
  const isPlain =
    !prompt.includes('data:') &&
    !response.includes('data:') &&
    contentNames.every((name) => push[name] === undefined)
  if (isPlain) {
    return {
      prompt: prompt === '' ? [] : [{ origin: 'user', text: prompt }],
      response: response === '' ? [] : [{ origin: 'assistant', text: response }],
      skipped: [],
    }
  }
  const into = gathering()
  into.text(prompt, 'user')
  into.text(response, 'assistant')
  for (const name of ['system', 'instructions', 'system_instruction'] as const)
    read(push[name], 'system', into)
  for (const name of ['messages', 'input', 'contents'] as const) read(push[name], 'user', into)
  read(push.documents, 'retrieved', into)
  for (const tool of push.tools ?? []) readValues(tool, 'tool', into)
  for (const choice of push.choices ?? []) readChoice(choice)
  read(push.output, 'assistant', into)
  for (const candidate of push.candidates ?? []) readChoice(candidate)
  read(push.content, 'assistant', into)
  return into.content()

  /** One of several answers: OpenAI puts a message into it, Gemini content, older ones text. */
  function readChoice(choice: unknown): void {
    if (typeof choice !== 'object' || choice === null) {
      read(choice, 'assistant', into)
      return
    }
    const { message, delta, text, content } = choice as Record<string, unknown>
    for (const said of [message, delta, text, content]) {
      const isUnnamed = typeof said === 'object' && said !== null && !('role' in said)
      read(isUnnamed && !Array.isArray(said) ? { ...said, role: 'assistant' } : said, 'assistant', into)
    }
  }
}
