import { describe, expect, it } from 'vitest'
import { type CustomDetector, faultOf, runnable, scan } from '../index.ts'

/** What this thread has had of the processor: unlike the clock's time it leaves out what others take. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const words = (name: string, ...keywords: string[]): CustomDetector => ({
  name,
  category: 'security',
  severity: 'medium',
  keywords,
})
const like = (name: string, pattern: string): CustomDetector => ({
  name,
  category: 'security',
  severity: 'high',
  pattern,
})
const found = (text: string, ...custom: CustomDetector[]) =>
  scan(text, { custom }).findings.map(({ code, start, end }) => [code, text.slice(start, end)])

describe('custom detectors', () => {
  it('are told apart by what they say, not by the list that they come in', () => {
    const [falcon, eagle] = [words('a', 'falcon'), words('a', 'eagle')]
    for (const custom of [[falcon], [eagle], [falcon], [{ ...eagle }]]) {
      const text = 'falcon eagle'
      const [seen] = scan(text, { custom }).findings.map(({ start, end }) => text.slice(start, end))
      expect(seen).toBe(
        'keywords' in (custom[0] as CustomDetector) && custom[0] === falcon ? 'falcon' : 'eagle',
      )
    }
  })

  it('find whole words and phrases in any case', () => {
    const custom = words('projects', 'Project Falcon', 'Ümläut', 'проект')
    expect(found('Is PROJECT  falcon or project falcon on?', custom)).toEqual([
      ['custom_projects', 'project falcon'],
    ])
    expect(found('Die ÜMLÄUT und der Проект', custom)).toEqual([
      ['custom_projects', 'ÜMLÄUT'],
      ['custom_projects', 'Проект'],
    ])
    expect(found('subproject falcons, project-falcon', custom)).toEqual([])
  })

  it('have keywords of at most 50,000 characters together, and the others run without one that has too many', () => {
    const list = (name: string, count: number) =>
      words(
        name,
        ...Array.from({ length: count }, (_, i) => `${'x'.repeat(90)}${10_000_000_000 + i}`.slice(0, 100)),
      )
    const [most, full, one] = [list('most', 400), list('full', 100), words('one', 'falcon')]
    expect(faultOf(full, [most])).toBeNull()
    expect(faultOf(one, [most, full])).toContain('more than 50000 characters')
    expect(faultOf(like('ticket', 'acme-[0-9]{6}'), [most, full])).toBeNull()
    expect(runnable([most, one, full]).map(({ name }) => name)).toEqual(['most', 'one'])
    expect(() => scan('falcon', { custom: [most, full, one] })).toThrow('custom detector one: the keywords')
    expect(found('a falcon', ...runnable([one, most, full]))).toEqual([['custom_one', 'falcon']])
  })

  it('take digits for what they are', () => {
    expect(found('SKU 1234 and sku 5678', words('sku', 'sku 1234'))).toEqual([['custom_sku', 'SKU 1234']])
  })

  it('find patterns line by line, with the severity that the tenant chose', () => {
    const custom = like('ticket', '(?i)^acme-\\d{6}$')
    expect(found('ACME-123456\nx ACME-123456\nacme-654321', custom)).toEqual([
      ['custom_ticket', 'ACME-123456'],
      ['custom_ticket', 'acme-654321'],
    ])
    expect(scan('acme-123456', { custom: [custom] }).findings[0]).toMatchObject({
      severity: 'high',
      level: 'high',
    })
  })

  it('find what crosses the pieces of a very long line, once', () => {
    const text = `${'x'.repeat(1_995)} acme-123456 ${'y'.repeat(3_000)} acme-654321`
    expect(found(text, like('ticket', 'acme-\\d{6}'))).toEqual([
      ['custom_ticket', 'acme-123456'],
      ['custom_ticket', 'acme-654321'],
    ])
  })

  it('stand beside the built-in ones, and look through disguises as they do', () => {
    expect(found('acme-123456 a@contoso.com', like('t', 'acme-\\d+'))).toEqual([
      ['custom_t', 'acme-123456'],
      ['pii_email', 'a@contoso.com'],
    ])
    expect(found('pro\u200bject falcon', words('p', 'project falcon'))).toEqual([
      ['custom_p', 'pro\u200bject falcon'],
    ])
  })

  it.each([
    '(a+)+$',
    '(a|aa)+$',
    '(.*)*x',
    '(?:a?){50}a{50}',
    '([a-z]+)*[0-9]{3}',
    'a[^b]*b|a',
    '(a|b)*a(a|b){12}c|a',
    '(?:(?:a|b){1,20}){1,10}c|a',
    '(\\w+)\\s+(\\w+)x|\\w',
  ])('cannot hang on the pattern %j', (pattern) => {
    const text = 'a'.repeat(200_000)
    scan('a', { custom: [like('slow', pattern)] })
    const beforeMs = spentMs()
    const result = scan(text, { custom: [like('slow', pattern)] })
    expect(spentMs() - beforeMs).toBeLessThan(2_000)
    expect(['full', 'partial']).toContain(result.inspected)
  })

  it('say when they could not look at everything', () => {
    expect(scan('a'.repeat(200_000), { custom: [like('slow', 'a[^b]*b|a')] })).toMatchObject({
      inspected: 'partial',
      reason: 'too_many_candidates',
    })
  })

  it.each([
    [like('ok', 'a{1,200}'), null],
    [like('big', 'a{1,600}'), 'repeats too much'],
    [like('huge', '(?:a{1,100}){1,10}'), 'repeats too much'],
    [like('empty', ''), 'empty or longer'],
    [like('nothing', 'a*'), 'matches nothing'],
    [like('long', 'a'.repeat(513)), 'empty or longer'],
    [like('look', '(?=a)b'), 'syntax'],
    [like('back', '(a)\\1'), 'syntax'],
    [like('open', '(a'), 'syntax'],
    [like('Name', 'a'), 'name'],
    [words('none'), 'no keywords'],
    [words('short', 'a'), 'fewer than 2'],
    [words('fine', 'ab'), null],
    [words('many', ...Array.from({ length: 1_001 }, (_, i) => `word${i}`)), 'more than 1000'],
  ])('tell the fault of %j', (custom, fault) => {
    if (fault === null) expect(faultOf(custom)).toBeNull()
    else expect(faultOf(custom)).toContain(fault)
  })

  it('refuse to scan with a fault', () => {
    expect(() => scan('x', { custom: [like('open', '(a')] })).toThrow('custom detector open')
  })
})
