import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever the processor. */
const tickMs = 10

/** What a process has had of the processors: unlike the clock's time it leaves out what others take. Units: milliseconds. */
export function processorMs(pid: number | null): number {
  if (pid === null) throw new Error('no such process')
  if (existsSync('/proc/self/stat')) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * tickMs
  }
  const [seconds = 0, minutes = 0, hours = 0] = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], {
    encoding: 'utf8',
  })
    .trim()
    .split(':')
    .map(Number)
    .reverse()
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000
}
