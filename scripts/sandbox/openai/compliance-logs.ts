import { dice, hashText, idText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import { HOUR_MS } from '../moments.ts'
import { intParam, Refusal, type WireRequest } from '../wire.ts'

const FILE_MS = 6 * HOUR_MS
const KEPT_MS = 30 * 24 * HOUR_MS

/** The logs that this workspace writes; it has no `APP_AUTH_LOG`, and nothing yet in one of these. */
export const logTypes: readonly string[] = ['AUTH_LOG', 'APP_LOG', 'CODEX_LOG', 'CODEX_SECURITY_LOG']
const filled: readonly string[] = ['AUTH_LOG', 'CODEX_LOG']

/** `GET …/logs`: the files that were closed after a moment, oldest first. */
export function logFiles({ query, nowMs }: WireRequest, type: string): unknown {
  const text = query.get('after')
  const afterMs = text === null ? nowMs - KEPT_MS : Date.parse(text)
  if (Number.isNaN(afterMs)) throw new Refusal(400, "Invalid 'after': expected an ISO 8601 time.", 'after')
  const limit = intParam(query, 'limit', { min: 1, max: 100, otherwise: 100 })
  const sinceMs = Math.max(afterMs, nowMs - KEPT_MS)
  const ends: number[] = []
  const firstMs = (Math.floor(sinceMs / FILE_MS) + 1) * FILE_MS
  for (let endMs = firstMs; endMs <= nowMs && filled.includes(type); endMs += FILE_MS) ends.push(endMs)
  const page = ends.slice(0, limit)
  const last = page.at(-1)
  return {
    object: 'list',
    data: page.map((endMs) => ({
      id: `${type.toLowerCase()}_${endMs / 1000}`,
      event_type: type,
      end_time: new Date(endMs).toISOString(),
    })),
    has_more: ends.length > page.length,
    last_end_time: last === undefined ? null : new Date(last).toISOString(),
  }
}

/** One file: JSON by the line, of the six hours before its end. Errors: Refusal 404. */
export function logFile(id: string, seed: string, directory: Directory): string {
  const [, log, end] = /^(auth_log|codex_log)_(\d{1,11})$/.exec(id) ?? []
  if (log === undefined) throw new Refusal(404, `No such log file: '${id}'.`)
  const endMs = Number(end) * 1000
  const root = hashText(`${seed}/compliance/${log}`)
  return directory.callers
    .flatMap((caller) => linesOf(log, mix(mix(root, endMs / FILE_MS), caller.index), endMs - FILE_MS, caller))
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('')
}

function linesOf(log: string, hash: number, startMs: number, caller: Caller): readonly object[] {
  const { person, account } = caller
  const throws = dice(hash)
  const isAtWork =
    person !== null && teamActivity(account.team, startMs + 3 * HOUR_MS, person.hoursShift) > 0.3
  if (!isAtWork || (log === 'codex_log' && account.team.id !== 'engineering')) return []
  if (throws.share() < 0.5) return []
  const atMs = startMs + Math.floor(throws.share() * FILE_MS)
  return [
    {
      event_id: `evt_${idText(hash, 20)}`,
      type: log.toUpperCase(),
      principal: { id: 'workspace', type: 'CHATGPT_WORKSPACE' },
      actor: { type: 'ACCOUNT_USER', user_id: caller.openaiId, user_email: person.email },
      timestamp: new Date(atMs).toISOString(),
      request_metadata: {
        client_ip: `198.51.100.${10 + caller.index}`,
        client_ip_details: { country: 'US' },
        client_ja3: throws.digits(32),
      },
      action_data:
        log === 'auth_log'
          ? { action: throws.share() < 0.05 ? 'login_failed' : 'login', role: 'standard-user' }
          : { action: 'task_created', environment_id: `env_${throws.digits(8)}` },
      schema_version: 2,
    },
  ]
}
