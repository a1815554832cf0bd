import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSecrets } from './secrets.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))
const path = () => join(dataDir, 'secrets.json')

describe('the secrets of a data folder', () => {
  it('are made once, for nobody else to read, and stay the same', async () => {
    const made = await loadSecrets(dataDir)
    expect(await loadSecrets(dataDir)).toEqual(made)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(JSON.parse(made.LEDGER_SIGNING_KEY)).toMatchObject({ kty: 'OKP', crv: 'Ed25519' })
    expect(made.LEDGER_SIGNING_KEY).not.toContain(JSON.parse(made.JWT_SIGNING_KEY).d)
  })

  it('of a folder from before a secret existed get that one, and keep the others', async () => {
    const { LEDGER_SIGNING_KEY, ...before } = await loadSecrets(dataDir)
    writeFileSync(path(), JSON.stringify(before))
    const now = await loadSecrets(dataDir)
    expect(now).toMatchObject(before)
    expect(now.LEDGER_SIGNING_KEY).not.toBe(LEDGER_SIGNING_KEY)
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toEqual(now)
    expect(await loadSecrets(dataDir)).toEqual(now)
  })
})
