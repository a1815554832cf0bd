import type { Bench, Reading } from './figure.ts'
import { good, type HttpClient, shareOut } from './http-client.ts'
import { quantile, spread } from './statistics.ts'

const warmUps = 30

/** Milliseconds of answers: each after the one before, then four at a time. */
export async function timed(
  { isQuick, note }: Bench,
  client: HttpClient,
  name: string,
  label: string,
  paths: readonly string[],
  headers: Record<string, string> = {},
): Promise<Reading[]> {
  const asks = isQuick ? 50 : 300
  let next = 0
  const ask = async (): Promise<number> => {
    const path = paths[next++ % paths.length] ?? ''
    const startedAtMs = performance.now()
    good(await client.get(path, headers))
    return performance.now() - startedAtMs
  }
  const askAll = async (count: number, workers: number): Promise<number[]> => {
    const timesMs: number[] = []
    await shareOut(
      Array.from({ length: count }, (_, index) => index + 1),
      workers,
      async () => timesMs.push(await ask()),
    )
    return timesMs
  }
  await askAll(warmUps, 1)
  const alone = await askAll(asks, 1)
  const together = await askAll(asks, 4)
  note(`${name} of ${label}: ${spread(alone)} ms; four at a time: ${spread(together)} ms`)
  const unit = 'ms'
  return [
    { name: `${name}_p50_ms@${label}`, value: quantile(alone, 0.5), unit },
    { name: `${name}_p99_ms@${label}`, value: quantile(alone, 0.99), unit },
    { name: `${name}_p99_ms_c4@${label}`, value: quantile(together, 0.99), unit },
  ]
}
