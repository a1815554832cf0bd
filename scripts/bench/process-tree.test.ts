import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { residentMb } from './process-tree.ts'

test('what a process and its child hold is counted, and nobody else’s', async () => {
  const alone = residentMb(process.pid).totalMb
  const child = spawn(process.execPath, [
    '-e',
    'console.log(1); globalThis.held = Buffer.alloc(1e8, 1); setInterval(() => 0, 1e6)',
  ])
  await once(child.stdout, 'data')
  try {
    await expect.poll(() => residentMb(process.pid).totalMb - alone).toBeGreaterThan(90)
    expect(residentMb(child.pid ?? 0).totalMb).toBeLessThan(residentMb(process.pid).totalMb)
    expect(residentMb(child.pid ?? 0).totalMb).toBeGreaterThan(90)
  } finally {
    child.kill('SIGKILL')
  }
})
