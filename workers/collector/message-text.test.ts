import { describe, expect, it } from 'vitest'
import { messageText, textOf } from './message-text.ts'

describe('messageText', () => {
  it.each([
    ['a text', 'Hello', 'Hello'],
    [
      'chat messages',
      [
        { role: 'system', content: 'Be kind' },
        { role: 'user', content: 'Hi' },
      ],
      'Be kind\nHi',
    ],
    ['content parts', [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'image' }] }], 'Hi'],
    ['a completion', { choices: [{ message: { content: 'A' } }, { message: { content: 'B' } }] }, 'A\nB'],
    ['JSON in a text', '[{"role":"user","content":"Hi"}]', 'Hi'],
    ['text that only begins like JSON', '{not json', '{not json'],
    ['parts of another vendor', { parts: [{ text: 'Hi' }] }, 'Hi'],
    [
      'what a tool is called with',
      { choices: [{ message: { content: null, tool_calls: [{ function: { arguments: '{"a":1}' } }] } }] },
      '{"a":1}',
    ],
  ])('reads %s', (_what, value, text) => {
    expect(messageText(value)).toBe(text)
  })

  it.each([[{}], [null], [undefined], [[]], [''], [5], [{ messages: {} }]])(
    'finds nothing in %j',
    (value) => {
      expect(messageText(value)).toBeNull()
    },
  )

  it.each(['{"ssn":"536-90-4399"}', '[{"a":1}]', '["a"]', '{"text":'])(
    'takes %s, which is no message, as it was written',
    (value) => {
      expect(messageText(value)).toBe(value)
    },
  )

  it('takes a message without words as it was written, so that nothing goes by unseen', () => {
    const value = '[{"role":"user","content":[{"type":"form","ssn":"536-90-4399"}]}]'
    expect(messageText(value)).toBe(value)
  })

  it('does not follow a nest without end', () => {
    let nest: unknown = 'deep'
    for (let depth = 0; depth < 50_000; depth++) nest = { content: nest }
    expect(messageText(nest)).toBeNull()
  })
})

describe('the text of a message', () => {
  it.each([
    ['plain', 'plain'],
    [
      [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
      'a\nb',
    ],
    [{ content_type: 'text', parts: ['a', 'b'] }, 'a\nb'],
    [{ type: 'text', value: 'a' }, 'a'],
    [{ type: 'tool_result', content: [{ type: 'text', text: 'a' }] }, 'a'],
    [{ type: 'tool_use', name: 'Bash', input: { command: 'ls' } }, '{"command":"ls"}'],
    [{ type: 'image', source: 7 }, ''],
    [null, ''],
    [7, ''],
  ])('of %j is %j', (content, text) => {
    expect(textOf(content)).toBe(text)
  })

  it('is not looked for in a content without an end', () => {
    let deep: unknown = 'x'
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(textOf(deep)).toBe('')
  })
})

describe('the keys of vendors and makers', () => {
  it.each(
    'text value content parts prompt input system inputText inputTexts outputText output completion generation generated_text message arguments'.split(
      ' ',
    ),
  )('say something in %s', (key) => {
    expect([textOf({ [key]: 'said' }), textOf({ [key]: ['said', 'again'] })]).toEqual(['said', 'said\nagain'])
  })

  it.each(
    'messages outputs results choices delta contentBlockDelta content_block contentBlockStart start reasoningContent reasoningText toolResult toolUse tool_use tool_calls function'.split(
      ' ',
    ),
  )('lead to it in %s, and say nothing there themselves', (key) => {
    expect([textOf({ [key]: { text: 'said' } }), textOf({ [key]: 'a name' })]).toEqual(['said', ''])
  })

  it.each(['id', 'type', 'name', 'role', 'source', 'signature', 'data'])('say nothing in %s', (key) => {
    expect(textOf({ [key]: 'x', text: 'said', other: { [key]: 'x' } })).toBe('said')
    expect(textOf({ [key]: { text: 'x' } })).toBe('')
  })

  it.each(['input', 'json'])('hold data of a shape of its own in %s', (key) => {
    expect(textOf({ [key]: { ssn: '536-90-4399' } })).toBe('{"ssn":"536-90-4399"}')
  })

  it('say nothing in data that holds none', () => {
    expect([textOf({ json: 'x' }), textOf({ json: [{ a: 1 }] }), textOf({ input: '' })]).toEqual(['', '', ''])
  })
})

describe('JSON in a text', () => {
  it.each([
    ['[{"role":"user","text":"a"},{"text":"b"}]', 'a\nb'],
    ['{"messages":[{"text":"a"}]}', 'a'],
    ['{"choices":[{"message":{"content":"a"}}]}', 'a'],
    ['{"content":[{"text":"a"}]}', 'a'],
    ['{"parts":[{"text":"a"}]}', 'a'],
    ['{"message":{"content":"a"}}', 'a'],
    [' \n{"content":"a"}', 'a'],
    ['["content"]', '["content"]'],
    ['"content"', '"content"'],
    ['{"prompt":"a"}', '{"prompt":"a"}'],
  ])('%s reads as %j', (value, text) => {
    expect(messageText(value)).toBe(text)
  })

  it('is followed as deep as anybody writes, and no deeper', () => {
    const within = (levels: number): unknown => (levels === 0 ? 'x' : [within(levels - 1)])
    expect([textOf(within(24)), textOf(within(25))]).toEqual(['x', ''])
    const under = (levels: number): unknown => (levels === 0 ? 'x' : { content: under(levels - 1) })
    expect([textOf(under(24)), textOf(under(25))]).toEqual(['x', ''])
  })
})
