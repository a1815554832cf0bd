/** The audit ledger without a server: entries, tree, notes and the check of an export. Runs wherever JavaScript does. */

export { ed25519 } from './ed25519.ts'
export type { OpenIntent, Verdict } from './verify.ts'
export { verifyExport } from './verify.ts'
