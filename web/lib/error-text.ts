import { ApiError } from './api.ts'

/** What went wrong in words for people; the words of the server where there are any. */
export function errorText(error: unknown): string {
  return error instanceof ApiError ? error.message : 'The console met an error that it does not know.'
}
