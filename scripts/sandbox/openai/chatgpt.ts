import { hashText, idText } from '../../demo/chance.ts'
import type { Directory } from '../directory.ts'
import { redactKey, sandboxKeys } from '../keys.ts'
import type { Span } from '../ledger.ts'
import { bearerOf } from '../routes.ts'
import { threadsOf } from '../threads.ts'
import { Refusal, type Reply, type VendorLedger, type WireRequest } from '../wire.ts'
import { codexReport, codexSums } from './codex.ts'
import { logFile, logFiles, logTypes } from './compliance-logs.ts'
import { conversations } from './conversations.ts'
import { listPage } from './inventory.ts'

/** The company's ChatGPT Enterprise workspace, as the compliance platform and the Codex analytics show it. */
export type Workspace = {
  readonly workspaceId: string
  /** Errors: Refusal. */
  answer(request: WireRequest): Reply
  ledger(span: Span): VendorLedger
}

/** How long the address of a log file is good. */
const DOWNLOAD_MS = 15 * 60_000

export function chatgptWorkspace(seed: string, directory: Directory): Workspace {
  const workspaceId = `ws_${idText(hashText(`${seed}/workspace/chatgpt`), 20)}`
  const key = sandboxKeys(seed).openaiCompliance
  const threads = threadsOf(seed, 'chatgpt', 0.4, directory)
  const compliance = `/compliance/workspaces/${workspaceId}`
  const analytics = `/analytics/codex/workspaces/${workspaceId}`

  function listOf({ query }: WireRequest, items: readonly { readonly id: string }[]): Reply {
    return { status: 200, body: listPage(query, items) }
  }

  function logs(request: WireRequest): Reply {
    const type = request.query.get('event_type') ?? ''
    if (!logTypes.includes(type)) throw new Refusal(404, `No such log: '${type}'.`, 'event_type')
    return { status: 200, body: logFiles(request, type) }
  }

  /** A log file is somewhere else, where an address of its own lets one in. */
  function whereIs(id: string, nowMs: number): Reply {
    const location = `/openai/chatgpt/files/${id}?until=${nowMs + DOWNLOAD_MS}`
    return { status: 302, headers: { location, 'content-type': 'text/plain' }, body: '' }
  }

  function file(id: string, { headers, query, nowMs }: WireRequest): Reply {
    const isOpen = Number(query.get('until')) >= nowMs && headers.get('authorization') === null
    if (!isOpen) throw new Refusal(403, 'Server failed to authenticate the request.')
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream' },
      body: logFile(id, seed, directory),
    }
  }

  return {
    workspaceId,
    answer(request) {
      const path = request.path.replace(/^\/chatgpt(?:\/v1)?/, '')
      if (request.method !== 'GET')
        throw new Refusal(405, `Not allowed to ${request.method} on ${request.path}.`)
      const download = /^\/files\/(\w+)$/.exec(path)?.[1]
      if (download !== undefined) return file(download, request)

      const given = bearerOf(request)
      if (given === '') throw new Refusal(401, "You didn't provide an API key.")
      if (given !== key) throw new Refusal(401, `Incorrect API key provided: ${redactKey(given)}.`, 'api_key')
      const logId = path.startsWith(`${compliance}/logs/`) ? path.slice(compliance.length + 6) : null
      if (logId !== null) return whereIs(logId, request.nowMs)
      switch (path) {
        case `${compliance}/logs`:
          return logs(request)
        case `${compliance}/conversations`:
          return { status: 200, body: conversations(request, threads, workspaceId) }
        case `${compliance}/users`:
          return listOf(
            request,
            directory.callers.flatMap(({ openaiId, name, person }) =>
              person
                ? [{ object: 'compliance.workspace.user', id: openaiId, name, email: person.email }]
                : [],
            ),
          )
        case `${compliance}/projects`:
          return listOf(
            request,
            directory.teams.map(({ projectId, team }) => ({ id: projectId, name: team.name })),
          )
        case `${analytics}/usage`:
          return { status: 200, body: codexReport(request, seed, directory, 'usage') }
        case `${analytics}/code_reviews`:
          return { status: 200, body: codexReport(request, seed, directory, 'code_reviews') }
        default:
          throw new Refusal(404, `Invalid URL (GET ${request.path})`)
      }
    },
    ledger: (span) => ({ ...codexSums(span, seed, directory), costsNano: {} }),
  }
}
