import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Bench } from './figure.ts'
import type { ReadAnswer, ReadOrder } from './text-reader.ts'

const warmUpMs = 1_000

/** Reads all texts it is given in one of a package's ways. */
type ReadBy = { readonly child: ChildProcess; readonly as: string }

export const readBy = (child: ChildProcess, as = 'all'): ReadBy => ({ child, as })

/**
 * A process for each package. In one process they would slow each other down: V8 stops optimizing regular expressions once
 * there is too much machine code of them.
 */
export function readersFor<const Names extends readonly string[]>(
  { later }: Bench,
  ...names: Names
): { [K in keyof Names]: ChildProcess } {
  return names.map((name) => {
    const child = fork(join(import.meta.dirname, 'text-reader.ts'), [name])
    later(() => child.kill())
    return child
  }) as { [K in keyof Names]: ChildProcess }
}

async function ask(child: ChildProcess, order: ReadOrder): Promise<number> {
  child.send(order)
  const [{ ms }] = (await once(child, 'message')) as [ReadAnswer]
  return ms
}

/**
 * How fast texts are read, in turn, so that whatever else the machine does meets all; each reads for a second first, as a
 * service would have, and so much in a round that a pause of the collector does not decide it. Units: megabytes of UTF-8 a
 * second, one value for each round.
 */
export async function ratesOf<const Readers extends readonly ReadBy[]>(
  texts: readonly string[],
  readers: Readers,
  rounds: number,
  roundBytes = 750_000,
): Promise<{ readonly [K in keyof Readers]: number[] }> {
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const passes = Math.ceil(roundBytes / size)
  for (const { child, as } of readers) {
    await ask(child, { do: 'take', texts })
    await ask(child, { do: 'warm', as, ms: warmUpMs })
  }
  const rates = readers.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [i, { child, as }] of readers.entries()) {
      const ms = await ask(child, { do: 'read', as, passes })
      rates[i]?.push((passes * size) / 1e6 / (ms / 1000))
    }
  }
  return rates as { readonly [K in keyof Readers]: number[] }
}
