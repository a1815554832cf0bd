import type { z } from 'zod'

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}
const formats: Readonly<Record<string, string>> = {
  datetime: 'a moment with its zone, such as 2026-01-31T12:00:00Z',
  date: 'a day, such as 2026-01-31',
  email: 'an e-mail address',
  url: 'a web address',
  uuid: 'a UUID',
}

/** What a value has to be, in words for whoever sent another; undefined leaves it to the shape's own words. */
export function plainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Required'
      return kinds[issue.expected] && `Give ${kinds[issue.expected]}`
    case 'invalid_value':
      return `${issue.input === undefined ? 'Required:' : 'Give'} ${oneOf(issue.values)}`
    case 'too_small':
      return bound(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin)
    case 'too_big':
      return bound(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin)
    case 'invalid_format':
      if (issue.format === 'regex') return `Give a text that matches ${issue.pattern}`
      return formats[issue.format] && `Give ${formats[issue.format]}`
    case 'invalid_union':
      return anyOf(issue.errors.flat())
    default:
      return undefined
  }
}

function oneOf(values: readonly unknown[]): string {
  if (values.includes('true') && values.includes('false')) return 'true or false'
  const told = values.map((value) => JSON.stringify(value)).join(', ')
  return values.length === 1 ? told : `one of ${told}`
}

function bound(how: string, count: number | bigint, of: string): string {
  const one = Number(count) === 1
  if (of === 'string') return `Give ${how} ${count} character${one ? '' : 's'}`
  if (of === 'array') return `Give ${how} ${count} item${one ? '' : 's'}`
  return `Give ${how} ${count}`
}

/** The kinds that were all refused; a value of a right kind has a fault of its own. */
function anyOf(issues: readonly z.core.$ZodIssue[]): string | undefined {
  const own = issues.find((issue) => issue.path.length === 0 && issue.code !== 'invalid_type')
  if (own) return own.message
  const wanted = issues.flatMap((issue) =>
    issue.code === 'invalid_type' && issue.path.length === 0 ? (kinds[issue.expected] ?? []) : [],
  )
  return wanted.length === 0
    ? undefined
    : `Give ${[...new Set(wanted)].join(', ')}`.replace(/, ([^,]*)$/, ' or $1')
}
