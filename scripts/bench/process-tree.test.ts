import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { residentMb } from './process-tree.ts'

test('what a process and its child hold is counted, and nobody else’s', async () => {
  // What this process itself holds comes and goes with its other tests.
  const beside = () => residentMb(process.pid).totalMb - process.memoryUsage.rss() / 1024 ** 2
  const child = spawn(process.execPath, [
    '-e',
    'console.log(1); globalThis.held = Buffer.alloc(1e8, 1); setInterval(() => 0, 1e6)',
  ])
  await once(child.stdout, 'data')
  try {
    await expect.poll(beside).toBeGreaterThan(90)
    expect(residentMb(child.pid ?? 0).totalMb).toBeLessThan(residentMb(process.pid).totalMb)
    expect(residentMb(child.pid ?? 0).totalMb).toBeGreaterThan(90)
  } finally {
    child.kill('SIGKILL')
  }
})
