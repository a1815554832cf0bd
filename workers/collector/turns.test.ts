import { describe, expect, it } from 'vitest'
import { type Conversation, type Message, turnsOf } from './turns.ts'

const nowMs = Date.parse('2026-11-20T12:00:00Z')
const minuteMs = 60_000
const about: Conversation = {
  actorRef: 'user-1',
  actorEmail: 'dana@example.com',
  projectRef: null,
  operation: 'chat',
  trace_id: 'c1',
  model: 'model-of-all',
  startedAtMs: nowMs - 60 * minuteMs,
  naturalKey: (id) => `c1/${id}`,
}
let given = 0
const said = (role: string, text: string, more: Partial<Message> = {}): Message => ({
  id: `m${++given}`,
  role,
  text,
  atMs: nowMs - 30 * minuteMs,
  model: null,
  ...more,
})
const heard = (messages: readonly Message[], at = nowMs) =>
  turnsOf(about, messages, at).map(({ prompt, response }) => [prompt, response])

describe('turns of a conversation', () => {
  it('leave out what is empty, what is not known and who is not', () => {
    const bare = { ...about, actorEmail: null, model: null }
    const [turn] = turnsOf(bare, [said('user', 'a'), said('user', ''), said('assistant', '')], nowMs)
    expect(turn).toMatchObject({ prompt: 'a', response: null })
    expect(Object.keys(turn ?? {})).not.toEqual(expect.arrayContaining(['model']))
    expect(Object.keys(turn ?? {})).not.toEqual(expect.arrayContaining(['actor_email']))
  })

  it('are a question and its answer, each under the key of its first message', () => {
    const messages = [
      said('user', 'q1', { id: 'a' }),
      said('assistant', 'r1'),
      said('user', 'q2', { id: 'b' }),
      said('assistant', 'r2'),
    ]
    expect(turnsOf(about, messages, nowMs)).toEqual([
      {
        naturalKey: 'c1/a',
        actorRef: 'user-1',
        projectRef: null,
        operation: 'chat',
        trace_id: 'c1',
        model: 'model-of-all',
        actor_email: 'dana@example.com',
        prompt: 'q1',
        response: 'r1',
        created_at: '2026-11-20T11:30:00.000Z',
      },
      expect.objectContaining({ naturalKey: 'c1/b', prompt: 'q2', response: 'r2' }),
    ])
  })

  it('keep their key and time when more is said', () => {
    const first = [said('user', 'q1'), said('assistant', 'r1')]
    const later = [...first, said('user', 'q2'), said('assistant', 'r2')]
    expect(turnsOf(about, later, nowMs)[0]).toEqual(turnsOf(about, first, nowMs)[0])
  })

  it('hold all that was said in a row on either side', () => {
    const messages = [
      said('system', 's'),
      said('user', 'q1'),
      said('user', 'q2'),
      said('assistant', 'r1'),
      said('assistant', 'r2'),
    ]
    expect(heard(messages)).toEqual([['s\n\nq1\n\nq2', 'r1\n\nr2']])
  })

  it('give what a tool says to the side before it', () => {
    expect(
      heard([said('user', 'q'), said('assistant', 'r'), said('tool', 't'), said('assistant', 'r2')]),
    ).toEqual([['q', 'r\n\nt\n\nr2']])
  })

  it('name the model that answered before the one of the whole', () => {
    const [turn] = turnsOf(about, [said('user', 'q'), said('assistant', 'r', { model: 'm2' })], nowMs)
    expect(turn?.model).toBe('m2')
  })

  it('leave a question alone while its answer may come, and take it without one after ten minutes', () => {
    const asked = said('user', 'q', { atMs: nowMs - 10 * minuteMs })
    expect(heard([asked], nowMs)).toEqual([])
    expect(heard([asked], nowMs + 1)).toEqual([['q', null]])
  })

  it('take the time of the conversation where a message has none', () => {
    const [turn] = turnsOf(about, [said('user', 'q', { atMs: null }), said('assistant', 'r')], nowMs)
    expect(turn?.created_at).toBe('2026-11-20T11:00:00.000Z')
  })

  it('are taken as soon as they are answered, by however few words', () => {
    const now = { atMs: nowMs - 1 }
    expect(heard([said('user', 'q', now), said('assistant', 'r', now)])).toEqual([['q', 'r']])
  })

  it('go on from the time of the one before them where they have none', () => {
    const first = nowMs - 40 * minuteMs
    const [, second] = turnsOf(
      about,
      [
        said('user', 'q', { atMs: first }),
        said('assistant', 'r'),
        said('user', 'q2', { atMs: null }),
        said('assistant', 'r2', { atMs: null }),
      ],
      nowMs,
    )
    expect(second?.created_at).toBe(new Date(first).toISOString())
  })

  it('name a model that answered, whoever else names one and whatever comes after it without', () => {
    const [turn] = turnsOf(
      { ...about, projectRef: 'project-1' },
      [
        said('user', 'q', { model: 'asked' }),
        said('assistant', 'r', { model: 'answered' }),
        said('assistant', 'r2'),
        said('tool', 't', { model: 'ran' }),
      ],
      nowMs,
    )
    expect(turn).toMatchObject({ model: 'answered', projectRef: 'project-1' })
    const [unanswered] = turnsOf(about, [said('user', 'q', { model: 'asked' })], nowMs)
    expect(unanswered?.model).toBe('model-of-all')
  })
})
