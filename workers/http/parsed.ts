import type { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Failure, Issue } from './failure.ts'
import { plainIssue } from './plain-issue.ts'

const issuesMax = 20

/** A value in a shape of the contract. Errors: 422 with the path of each fault; a field that nobody knows is named. */
export function parsed<Shape extends z.ZodType>(
  shape: Shape,
  value: unknown,
): Result<z.output<Shape>, Extract<Failure, { kind: 'invalid' }>> {
  const result = shape.safeParse(value, { error: plainIssue })
  if (result.success) return ok(result.data)
  const issues: Issue[] = result.error.issues.slice(0, issuesMax).flatMap((issue) => {
    const at = issue.path.join('.')
    if (issue.code !== 'unrecognized_keys') return [{ path: at, message: issue.message }]
    return issue.keys.map((key) => ({ path: at === '' ? key : `${at}.${key}`, message: 'Unknown field' }))
  })
  return fail({ kind: 'invalid', issues })
}
