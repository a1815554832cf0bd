import { sandboxKeys } from './keys.ts'
import { type Sandbox, startSandbox } from './server.ts'

/** A sandbox with a clock that stands where it is put, and the calls a client would make. */
export type Probe = {
  readonly sandbox: Sandbox
  readonly keys: ReturnType<typeof sandboxKeys>
  setNow(ms: number): void
  openai(path: string, key?: string): Promise<Response>
  anthropic(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
}

/** Starts a sandbox for tests of the wire. */
export async function probeSandbox(startMs: number, seed = 'probe'): Promise<Probe> {
  let nowMs = startMs
  const sandbox = await startSandbox({ seed, now: () => nowMs })
  const keys = sandboxKeys(seed)
  return {
    sandbox,
    keys,
    setNow: (ms) => {
      nowMs = ms
    },
    openai: (path, key = keys.openai) =>
      fetch(`${sandbox.url}/openai/v1${path}`, {
        headers: key === '' ? {} : { authorization: `Bearer ${key}` },
      }),
    anthropic: (path, headers) =>
      fetch(`${sandbox.url}/anthropic/v1${path}`, {
        headers: headers ?? { 'x-api-key': keys.anthropic, 'anthropic-version': '2023-06-01' },
      }),
  }
}
