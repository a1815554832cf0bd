import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/embedded/stack.ts'
import type { Browser, Json, TestStack } from './stack.ts'

type Verified = { status: number; text: string }

/** Runs `npm run audit:verify` on a file, as an auditor does. */
export function auditVerify(args: readonly string[]): Promise<Verified> {
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', 'audit:verify', '--', ...args],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const status = error === null ? 0 : Number(error.code)
        resolve({ status, text: stdout + stderr })
      },
    )
  })
}

/** An export of the ledger, byte for byte. */
export async function auditExport(stack: TestStack, by: Browser, query = ''): Promise<string> {
  const response = await fetch(`${stack.url}/api/v1/audit/export${query}`, { headers: { cookie: by.cookie } })
  if (response.status !== 200) throw new Error(`the export answered ${response.status}`)
  return response.text()
}

/** Writes a text into the data folder of a stack and gives its path. */
export function kept(stack: TestStack, name: string, text: string): string {
  const path = join(stack.dataDir, name)
  writeFileSync(path, text)
  return path
}

type Audited = { action: string; target: string; outcome: string }

/** What an organization's ledger holds of an action or a target, the oldest first, for somebody who may read it. */
export async function audited(
  reader: Pick<Browser, 'call'>,
  filter: Partial<Record<'action' | 'target' | 'actor' | 'outcome', string>>,
): Promise<Audited[]> {
  const { body } = await reader.call(
    'GET',
    `/api/v1/audit?${new URLSearchParams({ limit: '200', ...filter })}`,
  )
  return (body.items as Json[])
    .map(({ action, target, outcome }) => ({
      action: String(action),
      target: String(target),
      outcome: String(outcome),
    }))
    .toReversed()
}

/** How often and how an action on a target ended, the oldest first. */
export const outcomesOf = async (
  reader: Pick<Browser, 'call'>,
  action: string,
  target: string,
): Promise<string[]> => (await audited(reader, { action, target })).map(({ outcome }) => outcome)
