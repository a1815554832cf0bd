import { describe, expect, it } from 'vitest'
import { company } from './company.ts'
import { promptAt } from './prompts.ts'

const START_MS = Date.UTC(2026, 10, 16, 6)
const COUNT = 5_000

// Three minutes apart from Monday morning on, so that every team is at work and at rest.
const corpus = Array.from({ length: COUNT }, (_, index) =>
  promptAt('test', index, START_MS + index * 180_000),
)
const planted = corpus.flatMap((item) => item.planted)
const clean = corpus.filter((item) => item.planted.length === 0).map((item) => item.event)
const textsOf = (code: string) => planted.filter((item) => item.code === code).map((item) => item.text)

describe('a prompt of the demo company', () => {
  it('comes out the same again, and another for another seed, index or moment', () => {
    const once = promptAt('test', 7, START_MS)
    expect(promptAt('test', 7, START_MS)).toEqual(once)
    for (const other of [
      promptAt('toast', 7, START_MS),
      promptAt('test', 8, START_MS),
      promptAt('test', 7, START_MS + 1_000),
    ]) {
      expect(other.event.id).not.toBe(once.event.id)
      expect(other.event.prompt).not.toBe(once.event.prompt)
    }
  })

  it('has an id that is a UUIDv7 of its moment and its own', () => {
    expect(new Set(corpus.map(({ event }) => event.id)).size).toBe(COUNT)
    for (const { event } of corpus.slice(0, 50)) {
      expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(event.id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse(event.timestamp))
    }
  })

  it('has 80 to 1,500 characters and hardly ever a twin', () => {
    const lengths = corpus.map(({ event }) => event.prompt.length).sort((a, b) => a - b)
    expect(lengths[0]).toBeGreaterThanOrEqual(80)
    expect(lengths.at(-1)).toBeLessThanOrEqual(1_500)
    expect(new Set(corpus.map(({ event }) => event.prompt)).size).toBeGreaterThan(COUNT * 0.99)
  })

  it('leaves no gap of a template open', () => {
    const open = corpus.filter(({ event }) =>
      /\{\w+\}|\{\d+-\d+\}|<(pii|phi|secret|prompt)_\w+>|undefined/.test(`${event.prompt}${event.response}`),
    )
    expect(open).toEqual([])
  })

  it('comes from people of the company, in working hours from those at work', () => {
    const people = new Map(company.people.map((person) => [person.email, person]))
    expect(people.size).toBe(40)
    for (const { event } of corpus) {
      const person = people.get(event.actor_email)
      expect([person?.email, person?.team.name]).toEqual([event.actor_email, event.project_id])
      expect(event.workspace_id).toBe(person?.team.workspaceId)
    }
    const atTen = Array.from(
      { length: 200 },
      (_, i) => promptAt('test', i, Date.UTC(2026, 10, 17, 10)).event.project_id,
    )
    expect(new Set(atTen)).toEqual(new Set(['Customer Support', 'Engineering', 'Legal', 'Finance']))
  })
})

describe('what is planted', () => {
  it('stands exactly where the key says', () => {
    for (const { event, planted: list } of corpus) {
      for (const { field, start, end, text } of list) expect(event[field].slice(start, end)).toBe(text)
    }
    expect(planted.every(({ text }) => text.length > 5)).toBe(true)
  })

  it('is in about 12 % of the events', () => {
    const share = 1 - clean.length / COUNT
    expect(share).toBeGreaterThan(0.105)
    expect(share).toBeLessThan(0.135)
  })

  it('is of all nine kinds, and personal data is in answers too', () => {
    expect([...new Set(planted.map(({ code }) => code))].sort()).toEqual([
      'phi_dob',
      'phi_mrn',
      'pii_credit_card',
      'pii_email',
      'pii_ip',
      'pii_phone',
      'pii_ssn',
      'prompt_injection',
      'secret_api_key',
    ])
    expect(planted.filter(({ field }) => field === 'response').length).toBeGreaterThan(50)
  })

  it('has cards that pass the Luhn check', () => {
    const cards = textsOf('pii_credit_card').map((text) => text.replace(/[ -]/g, ''))
    expect(new Set(cards).size).toBeGreaterThan(20)
    for (const card of cards) {
      expect(card).toMatch(/^(4\d{15}|5[24]\d{14}|6011\d{12}|37\d{13})$/)
      const sum = [...card].map(Number).reduceRight((total, digit, i) => {
        const second = (card.length - i) % 2 === 0
        return total + (second ? Math.floor((2 * digit) / 10) + ((2 * digit) % 10) : digit)
      }, 0)
      expect(sum % 10).toBe(0)
    }
  })

  it('has social security numbers that could have been issued', () => {
    for (const text of textsOf('pii_ssn')) {
      expect(text).toMatch(/^(?!000|666|9)\d{3}([- ])(?!00)\d\d\1(?!0000)\d{4}$/)
    }
  })

  it('has mail, numbers and addresses of reserved ranges only', () => {
    for (const text of textsOf('pii_email'))
      expect(text).toMatch(/^[\w.+]+@([\w-]+\.)*(example|example\.(com|org|net))$/)
    for (const text of textsOf('pii_phone')) expect(text).toMatch(/555.01\d\d$|7946 0\d{3}$|23125 \d{3}$/)
    for (const text of textsOf('pii_ip'))
      expect(text).toMatch(/^(203\.0\.113|198\.51\.100|10|192\.168|2001:db8)[.:]/)
  })

  it('has dates of birth that exist', () => {
    for (const text of textsOf('phi_dob')) {
      const german = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text)
      const ms = german
        ? Date.UTC(Number(german[3]), Number(german[2]) - 1, Number(german[1]))
        : Date.parse(text)
      expect(new Date(ms).getUTCFullYear()).toBeGreaterThan(1930)
    }
  })

  it('has attacks of many wordings', () => {
    expect(new Set(textsOf('prompt_injection')).size).toBeGreaterThan(60)
  })
})

describe('an event without a plant', () => {
  // Simple on purpose and made apart from the detectors: they look for the shape, not for the truth.
  it.each([
    ['e-mail address', /\S@\S/],
    ['IP address', /\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f]{1,4}:/],
    ['social security number', /\d{3}[- ]\d{2}[- ]\d{4}/],
    ['card number', /(\d[ -]?){13,}/],
    ['phone number', /\+\d|\(\d{3}\)|\d{3}[-. ]\d{3,4}\b|\d{7,}/],
    ['record number', /\bmrn\b|medical record|patient id|chart no/i],
    ['date of birth', /\bdob\b|birth|\bborn\b/i],
    ['date', /\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}/],
    ['injection', /ignore (all|previous|any)|disregard|system prompt|developer mode|jailbreak|<\|im_/i],
    ['key', /\b(sk|ghp|xox[a-z])[-_]|AKIA|AIza/],
  ])('holds nothing of the shape of a %s', (_, shape) => {
    expect(clean.filter(({ prompt, response }) => shape.test(prompt) || shape.test(response))).toEqual([])
  })
})
