import type { TestStack } from './stack.ts'

const dayMs = 86_400_000

/** Bounds the first reading of every stream to the last days, where a test needs no months of what vendors keep. */
export async function shortHistory(stack: TestStack, days: number): Promise<void> {
  await stack.d1
    .prepare('UPDATE streams SET history_from_ms = ? WHERE high_water_at_ms IS NULL')
    .bind(Date.now() - days * dayMs)
    .run()
}
