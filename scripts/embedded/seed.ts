import type { D1Database } from '@cloudflare/workers-types'
import initializeArgon2 from '@phi-ag/argon2/node'
import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Permission, Role } from '../../analytics/contract/permissions.ts'
import { dataKeyStore } from '../../analytics/store/d1/data-keys.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import type { ControlPlane } from '../../analytics/store/place.ts'
import { sealedCredential, streamRows } from '../../workers/collector/credential-row.ts'
import { vendors } from '../../workers/collector/vendors/index.ts'
import { passwordText } from '../../workers/identity/password-text.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { newId } from '../../workers/new-id.ts'
import { keyRing } from '../../workers/vault/key-ring.ts'
import { createVault } from '../../workers/vault/vault.ts'
import { company } from '../demo/company.ts'
import type { SandboxCredential } from '../sandbox/wire.ts'
import type { Secrets } from './secrets.ts'

const region = 'us'
const demoOrgId = '00000000-0000-7000-8000-0000000000d0'
const demoRoles = {
  'owner@demo.test': 'owner',
  'analyst@demo.test': 'analyst',
  'viewer@demo.test': 'viewer',
} as const
const demoScopes: Permission[] = [
  'ingest:write',
  'events:read',
  'analytics:read',
  'costs:read',
  'sql:run',
  'check:run',
  'process:run',
]
/** Room for the feeder and for measuring. */
const demoRate = { rateRequests: 60_000, rateWindowS: 60 }

export type SeedOptions = {
  demo: boolean
  /** Whether the demo company's teams have workspaces. */
  teams?: boolean
  demoPassword?: string
  admin?: { email: string; password: string }
}

/** What a person needs to know of the seeded accounts. */
export type Seed = { demoUsers: string[]; demoPassword: string; needsSetup: boolean }

/** A vendor that the demo company has connected. */
type Connected = { vendorId: string; credential: SandboxCredential }

/** Puts the accounts in that the options ask for. Running it again changes only what the options changed. */
export async function seed(
  d1: D1Database,
  secrets: Secrets,
  options: SeedOptions,
  connected: readonly Connected[],
): Promise<Seed> {
  const db = drizzle(d1, { schema })
  // Nothing else runs yet: a lease that a killed instance left behind is free.
  await db.update(schema.streams).set({ leaseUntilMs: 0 })
  const demoPassword = options.demoPassword ?? secrets.demoPassword
  if (options.demo) {
    await seedDemo(db, secrets, demoPassword, connected)
    if (options.teams) await seedTeams(db)
  } else if (options.admin) await seedOwner(db, options.admin)
  const organizations = await db.select({ id: schema.organizations.id }).from(schema.organizations).limit(1)
  return { demoUsers: Object.keys(demoRoles), demoPassword, needsSetup: organizations.length === 0 }
}

async function seedDemo(
  db: ControlPlane,
  secrets: Secrets,
  password: string,
  connected: readonly Connected[],
): Promise<void> {
  const nowMs = Date.now()
  await db
    .insert(schema.organizations)
    .values({ id: demoOrgId, name: company.name, region, plan: 'enterprise', createdAtMs: nowMs })
    .onConflictDoNothing()
  for (const [email, role] of Object.entries(demoRoles)) {
    await seedUser(db, { orgId: demoOrgId, email, name: nameOf(email), role, password, nowMs })
  }
  const { id, secret } = secrets.demoApiKey
  const key = {
    id,
    orgId: demoOrgId,
    name: 'Demo feeder',
    secretHash: await secretHash(secret),
    scopes: demoScopes,
    ...demoRate,
    createdAtMs: nowMs,
    expiresAtMs: null,
    revokedAtMs: null,
  }
  await db
    .insert(schema.apiKeys)
    .values(key)
    .onConflictDoUpdate({ target: schema.apiKeys.id, set: { scopes: demoScopes, ...demoRate } })
  await seedCredentials(db, secrets, connected, nowMs)
}

/** A workspace for each team, which its people's calls and what vendors' reports call its projects count for. */
async function seedTeams(db: ControlPlane): Promise<void> {
  const createdAtMs = Date.now()
  for (const { workspaceId, name, vendorProjects } of company.teams) {
    await db
      .insert(schema.workspaces)
      .values({
        id: workspaceId,
        orgId: demoOrgId,
        name,
        environment: 'production',
        region,
        createdAtMs,
        vendorProjects: [...vendorProjects],
      })
      .onConflictDoNothing()
  }
}

const nameOf = (email: string): string => `Demo ${email.slice(0, email.indexOf('@'))}`

export type Account = {
  orgId: string
  email: string
  name: string
  role: Role
  password: string
  nowMs: number
}

/** Adds a member with a password and a proved address, or gives a known one that password. */
export async function seedUser(db: ControlPlane, account: Account): Promise<void> {
  const argon2 = await initializeArgon2()
  const password = await passwordText(account.password)
  const [known] = await db
    .select()
    .from(schema.users)
    .where(and(eq(schema.users.email, account.email), eq(schema.users.ownsAddress, true)))
  if (known) {
    const isSame = argon2.tryVerify(known.passwordHash, password).success
    const passwordHash = isSame ? known.passwordHash : hashed(argon2, password)
    const emailVerifiedAtMs = known.emailVerifiedAtMs ?? account.nowMs
    await db
      .update(schema.users)
      .set({ passwordHash, emailVerifiedAtMs })
      .where(eq(schema.users.id, known.id))
    return
  }
  const id = newId()
  const { email, name, orgId, role, nowMs } = account
  const passwordHash = hashed(argon2, password)
  await db.batch([
    db
      .insert(schema.users)
      .values({ id, email, name, passwordHash, emailVerifiedAtMs: nowMs, createdAtMs: nowMs }),
    db.insert(schema.memberships).values({ orgId, userId: id, role, createdAtMs: nowMs }),
  ])
}

type Hasher = Awaited<ReturnType<typeof initializeArgon2>>

/** Source: OWASP password storage cheat sheet, the 19 MiB profile, as in the Worker. */
function hashed(argon2: Hasher, password: string): string {
  return argon2.hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32, type: 2 })
    .encoded
}

async function seedOwner(db: ControlPlane, admin: { email: string; password: string }): Promise<void> {
  const nowMs = Date.now()
  const [organization] = await db.select().from(schema.organizations).limit(1)
  const orgId = organization?.id ?? newId()
  if (!organization) {
    const name = admin.email.slice(admin.email.indexOf('@') + 1)
    await db
      .insert(schema.organizations)
      .values({ id: orgId, name, region, plan: 'enterprise', createdAtMs: nowMs })
  }
  const email = admin.email.trim().toLowerCase()
  await seedUser(db, { orgId, email, name: email, role: 'owner', password: admin.password, nowMs })
}

/** The demo company's vendor credentials: what the sandbox takes, sealed as every secret is. */
async function seedCredentials(
  db: ControlPlane,
  secrets: Secrets,
  connected: readonly Connected[],
  nowMs: number,
): Promise<void> {
  const vault = createVault({
    ring: keyRing(secrets.VAULT_KEKS),
    dataKeys: dataKeyStore(db),
    newId,
    nowMs: Date.now,
  })
  for (const { vendorId, credential } of connected) {
    const vendor = vendors.find(({ id }) => id === vendorId)
    const id = `demo-${vendorId}`
    const [known] = await db.select().from(schema.credentials).where(eq(schema.credentials.id, id))
    const { kind, secret, serviceAccount, settings = {} } = credential
    // The sandbox has another port at each start, and some vendors are asked at an address in their settings.
    if (known) await db.update(schema.credentials).set({ settings }).where(eq(schema.credentials.id, id))
    if (known || !vendor) continue
    const row = await sealedCredential(vault, {
      id,
      orgId: demoOrgId,
      vendorId,
      label: `${vendor.label} (sandbox)`,
      kind,
      secret,
      serviceAccount: serviceAccount ?? null,
      settings,
      createdBy: '',
      nowMs,
    })
    const streams = streamRows(vendor, row, nowMs).map((stream) => db.insert(schema.streams).values(stream))
    await db.batch([db.insert(schema.credentials).values(row), ...streams])
  }
}
