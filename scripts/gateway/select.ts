import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './answer.ts'
import { openFile, openPipe } from './channel.ts'
import type { Engine, Outcome, Session } from './engine.ts'
import { engineFailure } from './errors.ts'
import type { Call } from './request.ts'
import { literal, type Statement, textOf } from './sql.ts'

const CANCEL_AGAIN_MS = 100

/** A request whose turn has come, with the named pipe and the file it may use. */
export type Turn = {
  engine: Engine
  call: Call
  answer: Answer
  response: ServerResponse
  pipePath: string
  filePath: string
}

type Select = Extract<Statement, { kind: 'select' }>

/**
 * Runs a SELECT with its result written into a named pipe, in the format asked for and at the reader's pace;
 * with `wait_end_of_query` into a file first. When the caller goes away the query is cancelled.
 * (chDB's own result stream renders each block as a document of its own, headers and all, loses totals, and
 * stops the whole process while scalar subqueries run; 26.7, 2026-11.)
 */
export async function select(
  statement: Select,
  session: Session,
  turn: Turn,
  startedAtMs: number,
): Promise<void> {
  const { engine, call, answer, response } = turn
  const format = statement.format ?? call.defaultFormat
  const channel = call.waitEndOfQuery ? openFile(turn.filePath) : openPipe(turn.pipePath)
  let settled = false
  const outcome = selectInto(session, statement, format, channel.path).finally(() => {
    settled = true
    channel.finish()
  })
  outcome.catch(() => undefined)
  const onClose = async () => {
    void channel.discard()
    // Again and again: the query may not have begun when the first call looks for it, and a call may fail.
    while (!settled) {
      await engine.cancel(call.comment).catch(() => undefined)
      await sleep(CANCEL_AGAIN_MS)
    }
  }
  response.once('close', onClose)
  try {
    if (call.waitEndOfQuery) await outcome
    await answer.stream(format, channel.chunks, outcome, startedAtMs)
  } finally {
    await outcome.catch(() => undefined)
    response.off('close', onClose)
    await channel.close()
  }
}

async function selectInto(
  session: Session,
  statement: Select,
  format: string,
  path: string,
): Promise<Outcome> {
  try {
    return await session.run(
      `${statement.text}\nINTO OUTFILE ${literal(path)} TRUNCATE\nFORMAT ${format} ${statement.tail}`,
    )
  } catch (error) {
    // The engine's complaint about the text as it came, not about what was added to it.
    if (engineFailure(error).code === 62) await confirm(session, textOf(statement))
    throw error
  }
}

/** Lets the engine's parser look at a text. Errors: 62 when it is not one whole statement. */
export async function confirm(session: Session, text: string): Promise<void> {
  await session.run(`SELECT formatQuerySingleLine(${literal(text)}) FORMAT Null`)
}
