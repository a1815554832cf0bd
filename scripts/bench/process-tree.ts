import { execFileSync } from 'node:child_process'

type Process = { pid: number; parentPid: number; rssKb: number; command: string }

/** Memory that a process and all that it started hold now, each by its command. Units: MB of resident memory. */
export function residentMb(rootPid: number): { totalMb: number; byCommand: Record<string, number> } {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' })
  const all = text.split('\n').flatMap((line): Process[] => {
    const [, pid, parentPid, rssKb, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    if (command === undefined || command === 'ps') return []
    return [{ pid: Number(pid), parentPid: Number(parentPid), rssKb: Number(rssKb), command }]
  })
  const below = (pid: number): Process[] =>
    all.filter(({ parentPid }) => parentPid === pid).flatMap((child) => [child, ...below(child.pid)])
  const tree = [...all.filter(({ pid }) => pid === rootPid), ...below(rootPid)]
  const byCommand: Record<string, number> = {}
  for (const { command, rssKb } of tree) {
    byCommand[command] = Math.round((byCommand[command] ?? 0) + rssKb / 1024)
  }
  return { totalMb: tree.reduce((sum, { rssKb }) => sum + rssKb / 1024, 0), byCommand }
}
