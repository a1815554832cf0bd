import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { createAnswer } from './answer.ts'
import { type Input, readInput } from './body.ts'
import type { Engine, Session } from './engine.ts'
import { engineFailure, QueryFailure } from './errors.ts'
import { type Account, authenticate, readCall } from './request.ts'
import { confirm, select, type Turn } from './select.ts'
import type { Slots } from './slots.ts'
import { literal, type Statement, textOf } from './sql.ts'

// Typed parameters travel in the URL; Node's own bound of 16 KiB would cut them.
const HEADER_BYTES_MAX = 4 << 20
const KEEP_ALIVE_MS = 10_000
const OK_PATHS = new Set(['/', '/ping', '/replicas_status'])

/** What the gateway serves with. */
export type GatewayOptions = {
  engine: Engine
  slots: Slots
  account: Account
  /** Folder for the rows of inserts on their way in. */
  workDir: string
  bodyBytesMax: number
}

/** An HTTP server that speaks ClickHouse's HTTP interface over the engine. */
export function createGateway(options: GatewayOptions): Server {
  const running = new Set<string>()
  let serial = 0
  return createServer(
    { maxHeaderSize: HEADER_BYTES_MAX, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      const url = URL.parse(`http://gateway${request.url ?? '/'}`)
      const asks = request.method !== 'GET' && request.method !== 'HEAD'
      if (url === null || !OK_PATHS.has(url.pathname)) {
        response.statusCode = 404
        response.end(`There is no handle ${request.url}\n`)
      } else if (url.pathname !== '/' || !(asks || url.searchParams.has('query'))) {
        response.end('Ok.\n')
      } else {
        const filePath = join(options.workDir, `body-${serial++}`)
        void serve(options, running, { request, response, url, filePath })
      }
    },
  )
}

type Visit = { request: IncomingMessage; response: ServerResponse; url: URL; filePath: string }

async function serve(options: GatewayOptions, running: Set<string>, visit: Visit): Promise<void> {
  const { engine, slots, account, bodyBytesMax } = options
  const { request, response, url, filePath } = visit
  let answer = createAnswer(request, response, engine, '', false)
  try {
    authenticate(request, url, account)
    const call = readCall(request, url)
    answer = createAnswer(request, response, engine, call.queryId, call.compressResult)
    if (running.has(call.queryId)) {
      throw new QueryFailure(
        216,
        'QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING',
        `Query with id = ${call.queryId} is already running`,
      )
    }
    const ticket = slots.enter()
    running.add(call.queryId)
    try {
      const input = await readInput(request, call.query, filePath, bodyBytesMax)
      try {
        const pipePath = await ticket.pipePath()
        if (!response.destroyed) await run(input, { engine, call, answer, response, pipePath, filePath })
      } finally {
        await input.dispose()
      }
    } finally {
      running.delete(call.queryId)
      ticket.leave()
    }
  } catch (error) {
    answer.failure(engineFailure(error))
  }
}

async function run({ statement, dataPath }: Input, turn: Turn): Promise<void> {
  const { engine, call, answer } = turn
  if (statement.kind === 'empty') throw new QueryFailure(62, 'SYNTAX_ERROR', 'Syntax error: Empty query')
  const startedAtMs = performance.now()
  const session = engine.session()
  try {
    await refuseHiddenStatements(session, statement)
    await session.run(call.prologue)
    if (statement.kind === 'select') {
      await select(statement, session, turn, startedAtMs)
    } else if (statement.kind === 'insert') {
      const from = `${statement.target} FROM INFILE ${literal(dataPath ?? '')} COMPRESSION 'none'`
      const outcome = await session.run(`${from}\n${statement.settings}\nFORMAT ${statement.format}`)
      await answer.whole(call.defaultFormat, new Uint8Array(), { outcome, written: true, startedAtMs })
    } else {
      const outcome = await session.run(statement.text, call.defaultFormat)
      const format = statement.format ?? call.defaultFormat
      await answer.whole(format, outcome.bytes, { outcome, written: false, startedAtMs })
    }
  } finally {
    session.close()
  }
}

// chDB runs several statements in one text. Ours is the first reading of where they end; where a semicolon
// stands inside (in a string, a comment), the engine's own parser confirms that it is one.
async function refuseHiddenStatements(session: Session, statement: Statement): Promise<void> {
  const text = textOf(statement)
  if (text.includes(';')) await confirm(session, text)
}
