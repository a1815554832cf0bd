import type { Answer } from './stack.ts'

export const api = (path: string): string => `/api/v1${path}`
export const status = async (answer: Promise<Answer>): Promise<number> => (await answer).status
export const idOf = (answer: Answer): string => String(answer.body.id)
