import { execFileSync } from 'node:child_process'
import { closeSync, constants, createReadStream, openSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Socket } from 'node:net'

/** Where the engine writes a result and the gateway reads it. */
export type Channel = {
  readonly path: string
  readonly chunks: AsyncIterator<Buffer>
  /** The engine has written all it will: the chunks end after what is left. */
  finish(): void
  /** Reads on and forgets, so that a writer that must stop is not held by a full pipe. */
  discard(): Promise<void>
  close(): Promise<void>
}

// Node has no call for it; the command is in POSIX.
const MAKE_PIPE = 'mkfifo'

/** Makes named pipes at the paths. */
export function makePipes(paths: readonly string[]): void {
  execFileSync(MAKE_PIPE, paths)
}

/**
 * A named pipe: the writer goes at the pace of the reader. Both ends are held until `finish`, so that neither
 * the engine's open nor ours waits for the other, and the stream cannot end before the engine has begun.
 */
export function openPipe(path: string): Channel {
  const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writeEnd = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)
  const socket = new Socket({ fd: readEnd, readable: true, writable: false })
  socket.on('error', () => socket.destroy())
  const chunks: AsyncIterator<Buffer> = socket.iterator({ destroyOnReturn: false })
  return {
    path,
    chunks,
    finish: () => closeSync(writeEnd),
    discard: async () => {
      try {
        for (let step = await chunks.next(); !step.done; ) step = await chunks.next()
      } catch {
        // Closed in the meantime: nothing is left to read away.
      }
    },
    close: async () => {
      socket.destroy()
    },
  }
}

/** A file, to be read when the result in it is complete. */
export function openFile(path: string): Channel {
  return {
    path,
    chunks: fileChunks(path),
    finish: () => undefined,
    discard: async () => undefined,
    close: () => rm(path, { force: true }),
  }
}

async function* fileChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  yield* createReadStream(path)
}
