import { onTestFinished } from 'vitest'
import { startSandbox } from '../../scripts/sandbox/server.ts'
import type { SandboxCredential, VendorLedger } from '../../scripts/sandbox/wire.ts'
import type { Vendor, VendorContext } from '../../workers/collector/vendor.ts'
import { contextOf } from './vendor-context.ts'

type Control = Awaited<ReturnType<typeof startSandbox>>['control']

/** A vendor of the sandbox until the test ends, at a time that stands still until it is put elsewhere. */
export type AtSandbox = {
  /** The context of the credential that the demo company would connect. */
  ctx: VendorContext
  /** A context as of now: of the first credential of that kind, by default of any, with these changes. */
  context: (changes?: Partial<SandboxCredential>) => VendorContext
  /** The context of each credential that the sandbox has for the vendor. */
  credentials: VendorContext[]
  setNow: (nowMs: number) => void
  /** Paths and queries asked for so far. */
  asked: () => string[]
  requests: Control['requests']
  fault: Control['fault']
  /** What the vendor holds to be true; by default what its first kind of credential can see. */
  ledger: (fromMs: number, toMs: number, kind?: string) => VendorLedger
}

/** Starts a sandbox; the account behind each kind of credential is asked as the first run does. */
export async function atSandbox(vendor: Vendor, startMs: number, seed = 'northwind'): Promise<AtSandbox> {
  let nowMs = startMs
  const { control, stop, url: origin } = await startSandbox({ seed, now: () => nowMs })
  onTestFinished(() => stop())
  const peer = control.vendors.find(({ id }) => id === vendor.id)
  if (!peer) throw new Error(`the sandbox has no ${vendor.id}`)
  const url = `${origin}/${vendor.id}`
  const stage = { host: new URL(origin).host, mirrors: peer.variables(url) }
  const known = peer.credentials(url)
  const accounts = new Map<string, string>()
  const open = (credential: SandboxCredential) =>
    contextOf(vendor, stage, { ...credential, accountRef: accounts.get(credential.kind) ?? '' }, nowMs)
  for (const credential of known) {
    if (accounts.has(credential.kind)) continue
    const validated = await vendor.validate(open(credential))
    if (!validated.ok) throw new Error(`the sandbox refuses its own credential: ${validated.failure.tag}`)
    accounts.set(credential.kind, validated.value.accountRef ?? '')
  }
  return {
    ctx: open(known[0]),
    context: ({ kind = known[0].kind, ...changes } = {}) => {
      const credential = known.find((each) => each.kind === kind)
      if (!credential) throw new Error(`the sandbox has no ${kind} of ${vendor.id}`)
      return open({ ...credential, ...changes })
    },
    credentials: known.map(open),
    setNow: (ms) => {
      nowMs = ms
    },
    asked: () => control.requests().map(({ method, path, query }) => `${method} ${path}${query}`),
    requests: control.requests,
    fault: control.fault,
    ledger: (fromMs, toMs, kind) => {
      if (!peer.ledger) throw new Error(`${vendor.id} reports no figures`)
      return peer.ledger(fromMs, toMs, nowMs, kind)
    },
  }
}
