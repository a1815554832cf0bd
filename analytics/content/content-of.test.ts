import { describe, expect, it } from 'vitest'
import { isBounded } from '../contract/content.ts'
import { llmPushEvent } from '../contract/push.ts'
import { contentOf } from './content-of.ts'

/** Each piece as `side origin: text`, and what was skipped in brackets. */
function pieces(push: Record<string, unknown>): string[] {
  const { prompt, response, skipped } = contentOf(llmPushEvent.parse(push))
  return [
    ...prompt.map(({ origin, text }) => `prompt ${origin}: ${text}`),
    ...response.map(({ origin, text }) => `response ${origin}: ${text}`),
    ...skipped.map((reason) => `[${reason}]`),
  ]
}

const dataUrl = (type: string, text: string): string =>
  `data:${type};base64,${Buffer.from(text).toString('base64')}`

describe('plain text', () => {
  it('is one piece a side, and no piece where there is no text', () => {
    expect(pieces({ prompt: 'a', response: 'b' })).toEqual(['prompt user: a', 'response assistant: b'])
    expect(pieces({ prompt: '', response: null })).toEqual([])
  })

  it('has the files opened that stand in it', () => {
    expect(pieces({ prompt: `see ${dataUrl('text/csv', 'name,ssn')} please` })).toEqual([
      'prompt user: see ',
      'prompt user: name,ssn',
      'prompt user:  please',
    ])
    expect(pieces({ prompt: 'see data: 12, and more data:x' })).toEqual([
      'prompt user: see data: 12, and more data:x',
    ])
    expect(pieces({ response: `![](${dataUrl('image/png', 'x')})` })).toEqual([
      'response assistant: ![](',
      'response assistant: )',
      '[image]',
    ])
  })
})

describe('messages of OpenAI Chat', () => {
  it('are read under the name of who wrote them, users first and instructions last', () => {
    const messages = [
      { role: 'system', content: 'Be kind.' },
      { role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] },
      { role: 'user', name: 'jo', content: [{ type: 'text', text: 'Weather?' }] },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c', type: 'function', function: { name: 'w', arguments: '{"city":"Bern","n":{"id":7}}' } },
          { id: 'd', type: 'custom', custom: { name: 'sh', input: 'ls -l' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c', content: '{"temperature": 7}' },
      { role: 'someone', content: 'else' },
    ]
    const choices = [
      { index: 0, message: { role: 'assistant', content: 'Seven.', refusal: null, reasoning: 'It said 7.' } },
      {
        index: 1,
        message: { content: 'Cold.', refusal: 'No more.', audio: { data: 'x', transcript: 'Brr' } },
      },
      { text: 'Old style' },
    ]
    expect(pieces({ messages, choices })).toEqual([
      'prompt user: Weather?',
      'prompt user: else',
      'prompt tool: {"temperature": 7}',
      'prompt system: Be kind.',
      'prompt system: Be brief.',
      'response assistant: city: Bern\nid: 7',
      'response assistant: ls -l',
      'response assistant: Seven.',
      'response assistant: It said 7.',
      'response assistant: Cold.',
      'response assistant: No more.',
      'response assistant: Brr',
      'response assistant: Old style',
      '[audio]',
    ])
  })

  it('have their files opened, and what is no text skipped with its reason', () => {
    const content = [
      { type: 'image_url', image_url: { url: dataUrl('image/png', 'x') } },
      { type: 'image_url', image_url: { url: 'https://x.example/?q=jo@x.org' } },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      { type: 'file', file: { filename: 'a.json', file_data: dataUrl('application/json', '{"a":1}') } },
      { type: 'file', file: { filename: 'b.pdf', file_data: dataUrl('application/pdf', '%PDF') } },
      { type: 'file', file: { file_id: 'file-1' } },
    ]
    expect(pieces({ messages: [{ role: 'user', content }] })).toEqual([
      'prompt user: https://x.example/?q=jo@x.org',
      'prompt user: a.json',
      'prompt user: {"a":1}',
      'prompt user: b.pdf',
      '[image]',
      '[external_url]',
      '[audio]',
      '[binary]',
      '[vendor_file]',
    ])
  })
})

it('items of OpenAI Responses are read, with reasoning, calls and what tools gave', () => {
  const input = [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'Find it' },
        { type: 'input_image', file_id: 'f' },
      ],
    },
    { type: 'function_call', call_id: '1', name: 'find', arguments: '{"q":"ssn"}' },
    { type: 'function_call_output', call_id: '1', output: '{"ssn":"219-09-1234"}' },
    { type: 'custom_tool_call_output', output: [{ type: 'input_text', text: 'done' }] },
  ]
  const output = [
    { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Thinking' }], encrypted_content: 'zzz' },
    { type: 'file_search_call', queries: ['who'], results: [{ filename: 'x', text: 'Found' }] },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Here', annotations: [] }] },
    { type: 'image_generation_call', result: 'iVBOR' },
  ]
  expect(pieces({ instructions: 'Be quick', input, output })).toEqual([
    'prompt user: Find it',
    'prompt tool: ssn: 219-09-1234',
    'prompt tool: done',
    'prompt tool: filename: x\ntext: Found',
    'prompt system: Be quick',
    'response assistant: q: ssn',
    'response assistant: Thinking',
    'response assistant: who',
    'response assistant: Here',
    '[image]',
    '[encrypted]',
  ])
  expect(pieces({ input: 'Just text', output: 'Just so' })).toEqual([
    'prompt user: Just text',
    'response assistant: Just so',
  ])
})

it('messages of Anthropic are read, with thinking, documents and results of tools', () => {
  const messages = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Read this' },
        {
          type: 'document',
          title: 'Notes',
          source: { type: 'text', media_type: 'text/plain', data: 'Inside' },
        },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' } },
        { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AAAA' } },
        { type: 'image', source: { type: 'url', url: 'https://x.example/a.png' } },
        { type: 'search_result', source: 'wiki', title: 'T', content: [{ type: 'text', text: 'R' }] },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm', signature: 's' },
        { type: 'redacted_thinking', data: 'zzz' },
        { type: 'tool_use', id: 't', name: 'sql', input: { query: 'SELECT 1' } },
      ],
    },
    {
      role: 'user',
      content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: '1' }] }],
    },
    {
      role: 'user',
      content: [{ type: 'web_search_tool_result', content: [{ url: 'https://y', title: 'Y' }] }],
    },
  ]
  const content = [{ type: 'text', text: 'One' }]
  expect(pieces({ system: [{ type: 'text', text: 'You are' }], messages, content })).toEqual(
    [
      'prompt user: Read this',
      'prompt retrieved: Notes',
      'prompt retrieved: Inside',
      'prompt user: https://x.example/a.png',
      'prompt retrieved: T',
      'prompt retrieved: R',
      'prompt retrieved: wiki',
      'prompt tool: 1',
      'prompt tool: url: https://y\ntitle: Y',
      'prompt system: You are',
      'response assistant: Hm',
      'response assistant: query: SELECT 1',
      'response assistant: One',
      '[binary]',
      '[image]',
      '[external_url]',
      '[encrypted]',
    ].toSorted((a, b) => rank(a) - rank(b)),
  )
})

/** Users stand before what was retrieved. */
const rank = (piece: string): number =>
  ['prompt user', 'prompt retrieved', 'prompt tool', 'prompt system', 'response', '['].findIndex((start) =>
    piece.startsWith(start),
  )

it('contents of Gemini are read, with functions, files and several candidates', () => {
  const contents = [
    {
      role: 'user',
      parts: [
        { text: 'Look' },
        { inlineData: { mimeType: 'text/csv', data: Buffer.from('a,b').toString('base64') } },
        { inline_data: { mime_type: 'video/mp4', data: 'AAAA' } },
        { fileData: { mimeType: 'image/png', fileUri: 'gs://bucket/a.png' } },
      ],
    },
    { role: 'model', parts: [{ functionCall: { name: 'f', args: { id: 12 } } }] },
    { role: 'user', parts: [{ functionResponse: { name: 'f', response: { iban: 'CH93' } } }] },
  ]
  const candidates = [
    { content: { role: 'model', parts: [{ text: 'Thought', thought: true }, { text: 'A' }] } },
    { content: { parts: [{ text: 'B' }, { executableCode: { code: 'print(1)', language: 'PYTHON' } }] } },
  ]
  expect(pieces({ system_instruction: { parts: [{ text: 'Sys' }] }, contents, candidates })).toEqual([
    'prompt user: Look',
    'prompt user: a,b',
    'prompt user: gs://bucket/a.png',
    'prompt tool: iban: CH93',
    'prompt system: Sys',
    'response assistant: id: 12',
    'response assistant: Thought',
    'response assistant: thought: true',
    'response assistant: A',
    'response assistant: B',
    'response assistant: code: print(1)\nlanguage: PYTHON',
    '[video]',
    '[external_url]',
  ])
})

it('parts of OpenTelemetry are read', () => {
  const messages = [
    {
      role: 'user',
      parts: [
        { type: 'text', content: 'Hi' },
        { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AAAA' },
        { type: 'blob', modality: 'audio', content: 'AAAA' },
        { type: 'blob', mime_type: 'text/plain', content: Buffer.from('Plain').toString('base64') },
        { type: 'uri', modality: 'image', uri: 'https://x.example/a' },
        { type: 'file', modality: 'image', file_id: 'f' },
      ],
    },
    { role: 'assistant', parts: [{ type: 'tool_call', id: '1', name: 'f', arguments: { a: 'b' } }] },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: '1', response: 'rainy' }] },
    { role: 'tool', parts: [{ type: 'tool_call_response', id: '1', result: { sky: 'grey' } }] },
    { role: 'assistant', parts: [{ type: 'reasoning', content: 'why' }], finish_reason: 'stop' },
  ]
  expect(pieces({ messages })).toEqual([
    'prompt user: Hi',
    'prompt user: Plain',
    'prompt user: https://x.example/a',
    'prompt tool: rainy',
    'prompt tool: sky: grey',
    'response assistant: a: b',
    'response assistant: why',
    '[image]',
    '[audio]',
    '[external_url]',
    '[vendor_file]',
  ])
})

describe('what nobody knows', () => {
  it('is read as the values that stand in it, so that nothing passes unseen', () => {
    const content = [{ type: 'hologram', layers: [{ caption: 'SSN 219-09-1234', depth: 3 }], ok: true }]
    expect(pieces({ messages: [{ role: 'user', content }, 'bare', 7, null] })).toEqual([
      'prompt user: caption: SSN 219-09-1234\ndepth: 3\nok: true',
      'prompt user: bare',
    ])
  })

  it('has names of an object’s own kind like any others', () => {
    const part = JSON.parse('{"type":"constructor","__proto__":{"secret":"x"},"toString":"y"}')
    expect(pieces({ messages: [{ role: 'hasOwnProperty', content: [part] }] })).toEqual([
      'prompt user: secret: x\ntoString: y',
    ])
  })

  it('is one piece when it is said twice', () => {
    expect(pieces({ prompt: 'Hi', messages: [{ role: 'user', content: 'Hi' }] })).toEqual(['prompt user: Hi'])
  })
})

describe('files', () => {
  const file = (file_data: string) =>
    pieces({ messages: [{ role: 'user', content: [{ type: 'input_file', file_data }] }] })

  it.each([
    ['percent escapes', 'data:text/plain,caf%C3%A9%20%26', 'café &'],
    ['no media type', 'data:,hi', 'hi'],
    ['a byte order mark', dataUrl('text/plain', '\ufeffhi'), 'hi'],
    [
      'another character set',
      `data:text/plain;charset=ISO-8859-1;base64,${Buffer.from('caf\xe9', 'latin1').toString('base64')}`,
      'café',
    ],
    ['UTF-16', `data:text/csv;base64,${Buffer.from('\ufeffa;b', 'utf16le').toString('base64')}`, 'a;b'],
    ['broken lines and escaped signs', 'data:text/plain;base64,YWI%2B%0AYWI%3D', 'ab>ab'],
    ['JSON of a vendor', dataUrl('application/vnd.api+json; charset=utf-8', '{}'), '{}'],
    ['drawings, which are text', dataUrl('image/svg+xml', '<svg/>'), '<svg/>'],
  ])('with %s are opened', (_, url, text) => {
    expect(file(url)).toEqual([`prompt user: ${text}`])
  })

  it.each([
    ['bad_encoding', 'data:text/plain;base64,a'],
    ['bad_encoding', 'data:text/plain;base64,****'],
    ['bad_encoding', `data:text/plain;base64,${Buffer.from([0xc3, 0x28]).toString('base64')}`],
    ['binary', 'AAAA'],
    ['binary', dataUrl('application/zip', 'PK')],
    ['video', dataUrl('video/mp4', 'x')],
    ['too_large', `data:text/plain,${'x'.repeat(2_000_001)}`],
  ])('that are not are %s', (reason, url) => {
    expect(file(url)).toEqual([`[${reason}]`])
  })

  it('are opened up to a budget for all of them together', () => {
    const content = ['a', 'b', 'c'].map((sign) => ({
      type: 'input_file',
      file_data: `data:,${sign.repeat(1_900_000)}`,
    }))
    const { prompt, skipped } = contentOf(llmPushEvent.parse({ messages: [{ role: 'user', content }] }))
    expect(prompt.map(({ text }) => text[0])).toEqual(['a', 'b'])
    expect(skipped).toEqual(['budget'])
  })
})

describe('the bounds of content', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

  it('are 32 levels and 200,000 values', () => {
    expect(isBounded(nested(32))).toBe(true)
    expect(isBounded(nested(33))).toBe(false)
    expect(isBounded(nested(200_000))).toBe(false)
    expect(isBounded(Array(200_000).fill(0))).toBe(true)
    expect(isBounded(Array(200_001).fill(0))).toBe(false)
  })

  it('are those of what a push may carry', () => {
    expect(llmPushEvent.safeParse({ messages: [nested(31)] }).success).toBe(true)
    expect(llmPushEvent.safeParse({ messages: [nested(32)] }).success).toBe(false)
    expect(llmPushEvent.safeParse({ messages: 'text' }).success).toBe(false)
    expect(llmPushEvent.safeParse({ input: 7 }).success).toBe(false)
    expect(llmPushEvent.safeParse({ input: 'text' }).success).toBe(true)
  })
})

it('documents that are given to read, and what tools are said to do, are read as what others wrote', () => {
  const documents = [
    { id: '1', data: { title: 'Contract', snippet: 'Clause seven' } },
    { text: 'Clause eight' },
    'Clause nine',
  ]
  const tools = [{ type: 'function', function: { name: 'mail', description: 'Writes to maria@contoso.com' } }]
  expect(pieces({ prompt: 'q', documents, tools })).toEqual([
    'prompt user: q',
    'prompt retrieved: title: Contract\nsnippet: Clause seven',
    'prompt retrieved: Clause eight',
    'prompt retrieved: Clause nine',
    'prompt tool: type: function\nname: mail\ndescription: Writes to maria@contoso.com',
  ])
})

it('choices are read in each of their forms: parts of a stream, plain text, and what a tool says in one', () => {
  const choices = [
    { index: 0, delta: { content: 'Streamed.' } },
    { text: 'Old.' },
    { delta: { role: 'tool', content: 'Seven.' } },
  ]
  expect(pieces({ prompt: 'q', choices })).toEqual([
    'prompt user: q',
    'prompt tool: Seven.',
    'response assistant: Streamed.',
    'response assistant: Old.',
  ])
})
