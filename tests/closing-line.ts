import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with the files in which something failed and the plain line `N passed, N failed`. A file or a
 * group that could not be prepared counts as one failure.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const all = { passed: 0, failed: unhandled.length, skipped: 0 }
    const lines: string[] = []
    for (const file of modules) {
      const { passed, failed, skipped } = countsOf(file)
      all.passed += passed
      all.failed += failed
      all.skipped += skipped
      if (failed > 0) lines.push(`in ${file.relativeModuleId}: ${passed} passed, ${failed} failed`)
    }
    const rest = all.skipped > 0 ? `, ${all.skipped} skipped` : ''
    process.stdout.write(`\n${[...lines, `${all.passed} passed, ${all.failed} failed${rest}`].join('\n')}\n`)
  }
}

function countsOf(file: TestModule): { passed: number; failed: number; skipped: number } {
  const counts = { passed: 0, failed: file.errors().length, skipped: 0 }
  for (const group of file.children.allSuites()) counts.failed += group.errors().length
  for (const test of file.children.allTests()) {
    const { state } = test.result()
    counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
  }
  return counts
}
