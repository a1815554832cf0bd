import { hashText, idText } from '../../demo/chance.ts'
import type { Caller, Directory, TeamAccount } from '../directory.ts'
import { listedModel, type Model } from '../models.ts'
import { bearerOf } from '../routes.ts'
import { Refusal, type WireRequest } from '../wire.ts'

const HEX = '0123456789abcdef'

/** The models in use at OpenRouter. */
export const openrouterModels: readonly Model[] = Object.freeze(
  [
    'openai/gpt-5-mini',
    'google/gemini-2.5-flash',
    'mistralai/mistral-large-2512',
    'deepseek/deepseek-chat-v3.1',
  ].map((id) => listedModel('openrouter', id)),
)

/** A caller as OpenRouter knows it. */
export type Account = { readonly hash: string; readonly name: string; readonly creatorId: string }

/** The company's account at OpenRouter: its keys for this API, and its ids for workspaces, people and keys. */
export function openrouterAccount(seed: string, directory: Directory) {
  const idOf = (label: string, length: number, alphabet?: string) =>
    idText(hashText(`${seed}/openrouter/${label}`), length, alphabet)
  const userIdOf = ({ name }: Caller) => `user_2${idOf(`user/${name}`, 26)}`
  const [founder] = directory.callers
  if (!founder) throw new RangeError('a company without people')

  return {
    managementKey: `sk-or-v1-${idOf('management', 64, HEX)}`,
    inferenceKey: `sk-or-v1-${idOf('inference', 64, HEX)}`,
    founderId: userIdOf(founder),
    userIdOf,
    workspaceIdOf: ({ team }: TeamAccount): string => {
      const hex = idOf(`workspace/${team.id}`, 30, HEX)
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18)}`
    },
    /** Two people gave their keys one name; a machine's key was made by the founder. */
    keyOf: (caller: Caller): Account => ({
      hash: idOf(`key/${caller.name}`, 64, HEX),
      name: caller.index === 3 || caller.index === 20 ? 'prototype' : caller.name,
      creatorId: userIdOf(caller.person ? caller : founder),
    }),
  }
}

export type OpenrouterAccount = ReturnType<typeof openrouterAccount>

/** Lets management keys in, and keys for calling models only where they ask about themselves. Errors: Refusal. */
export function admit(request: WireRequest, account: OpenrouterAccount): void {
  const key = bearerOf(request)
  if (key === '') throw new Refusal(401, 'Missing Authentication header')
  if (key === account.managementKey) return
  if (key !== account.inferenceKey) throw new Refusal(401, 'User not found.')
  if (request.path !== '/api/v1/key') {
    throw new Refusal(403, 'Only management keys can perform this operation')
  }
}
