import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

type Process = { pid: number; parentPid: number; startedAt: string; command: string }

const waitMsMax = 5_000

/** Writes down which workerd serves a data folder, so that a later start can end one left behind; gives its id. */
export function recordWorkerd(dataDir: string): number | null {
  const workerd = processes().find(
    ({ parentPid, command }) => parentPid === process.pid && isWorkerd(command),
  )
  if (workerd) writeFileSync(pidFile(dataDir), JSON.stringify(workerd), { mode: 0o600 })
  return workerd?.pid ?? null
}

export function forgetWorkerd(dataDir: string): void {
  rmSync(pidFile(dataDir), { force: true })
}

/**
 * Ends the workerd that a killed launcher left behind on this data folder: it would go on serving, hold the port and
 * the databases. A process is only ended when its id, start and command are those that were written down.
 */
export async function endOrphan(dataDir: string): Promise<void> {
  const path = pidFile(dataDir)
  if (!existsSync(path)) return
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as Process
  const isSame = (other: Process) =>
    other.pid === recorded.pid && other.startedAt === recorded.startedAt && isWorkerd(other.command)
  if (processes().some(isSame)) {
    process.kill(recorded.pid, 'SIGKILL')
    for (let waitedMs = 0; waitedMs < waitMsMax && processes().some(isSame); waitedMs += 50) await sleep(50)
  }
  forgetWorkerd(dataDir)
}

const pidFile = (dataDir: string): string => join(dataDir, 'workerd.pid.json')
const isWorkerd = (command: string): boolean => /workerd\b.*\bserve\b/.test(command)

/** Running processes, from /proc where there is one, else from ps. */
function processes(): Process[] {
  return existsSync('/proc/self/stat') ? fromProc() : fromPs()
}

function fromProc(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        return [{ pid: Number(name), parentPid: Number(fields[1]), startedAt: fields[19] ?? '', command }]
      } catch {
        return []
      }
    })
}

function fromPs(): Process[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,lstart=,command='], { encoding: 'utf8' })
  return text.split('\n').flatMap((line) => {
    const [, pid, parentPid, startedAt, command] =
      /^\s*(\d+)\s+(\d+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*)$/.exec(line) ?? []
    if (pid === undefined || startedAt === undefined || command === undefined) return []
    return [{ pid: Number(pid), parentPid: Number(parentPid), startedAt, command }]
  })
}
