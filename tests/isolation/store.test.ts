import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '../../analytics/store/d1')

const person = 'a person belongs to several tenants, or to none yet'

/** Functions of the store that take no tenant first, and why they cannot. */
const withoutTenant: Readonly<Record<string, string>> = {
  accountsOf: 'signing in finds the tenant',
  addMailedToken: person,
  advance: 'by a lease, which holds its tenant',
  addSession: 'a session is what says which tenant it is',
  apiKeyById: 'a key is what says which tenant it is',
  beginAttempt: 'counted before anyone is known',
  belongingsOf: 'asks which tenants a person belongs to',
  confirmSecondFactor: person,
  createOrganization: 'makes the tenant',
  dataKeysOf: 'of an organization, or of people, who belong to none; the owner comes second',
  dataKeyStore: 'every function that it gives takes the organization first',
  dueCheckpointTargets: 'the scheduler works for every tenant; what it gives says whose it is',
  endCutOffRuns: 'the scheduler clears up after every tenant',
  forgetAttempt: 'counted before anyone is known',
  forgetFailures: 'counted before anyone is known',
  holdStream: 'by a lease, which holds its tenant',
  idleRescans: 'the scheduler works for every tenant; what it gives says whose it is',
  invitationByToken: 'a token that was mailed is what says which tenant it is',
  isEmpty: 'asks whether there is any tenant',
  keepMail: 'mail of the development outbox, which no tenant has',
  keptMail: 'mail of the development outbox, which no tenant has',
  lastRateDay: 'reference rates are the same for everyone',
  leaseDue: 'the scheduler works for every tenant; what it takes says whose it is',
  leaseRotations: 'the scheduler works for every tenant; what it takes says whose it is',
  leasedStream: 'by a lease, which holds its tenant',
  listed: 'values of a statement that names its tenant itself',
  mailedToken: person,
  memberOfSession: 'a session is what says which tenant it is',
  openSessions: 'a person sees their sessions in all of their tenants',
  organizationById: 'gives the tenant',
  pendingFor: 'asks which tenants wait for a person',
  pingControlPlane: 'asks whether the database answers',
  putWrapping: 'of an organization, or of people, who belong to none; the owner comes second',
  prepareSecondFactor: person,
  proveAddress: person,
  ratesBetween: 'reference rates are the same for everyone',
  removeSecondFactor: person,
  renewTemporaryPassword: person,
  replaceRecoveryCodes: person,
  revokeSession: 'a person ends their sessions in all of their tenants',
  revokeSessions: 'a person ends their sessions in all of their tenants',
  rotateSession: 'by the id and the hash that only its holder has',
  saveRates: 'reference rates are the same for everyone',
  sessionById: 'a session is what says which tenant it is',
  setPassword: person,
  takeUnchecked: 'the scheduler works for every tenant; what it takes says whose it is',
  tenantOf: 'makes the tenant of a row',
  updateLeased: 'by a lease, which holds its tenant',
  useMailedToken: person,
  useRecoveryCode: person,
  useTimeStep: person,
  userById: person,
  withTenants: 'the scheduler works for every tenant; what it gives says whose it is',
  wrappedOtherwise: 'of an organization, or of people, who belong to none; the owner comes second',
}

type Found = { file: string; name: string; first: string | null; names: Set<string> }

/** Exported functions with the type of their first parameter and every identifier of their body. */
function functionsOf(file: string): Found[] {
  const text = readFileSync(join(folder, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Found[] = []
  const add = (name: string, node: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression) => {
    const names = new Set<string>()
    const visit = (each: ts.Node): void => {
      if (ts.isIdentifier(each)) names.add(each.text)
      ts.forEachChild(each, visit)
    }
    if (node.body) visit(node.body)
    found.push({ file, name, first: node.parameters[0]?.type?.getText() ?? null, names })
  }
  for (const statement of source.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    if (!isExported) continue
    if (ts.isFunctionDeclaration(statement) && statement.name) add(statement.name.text, statement)
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))) {
        add(name.getText(), initializer)
      }
    }
  }
  return found
}

const functions = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !/[.-]test\.ts$/.test(name))
  .flatMap(functionsOf)

describe('the store of the control plane', () => {
  it('takes the tenant first, by type, in every function that is not listed with its reason', () => {
    const open = functions.filter(({ first }) => first !== 'Tenant').map(({ name }) => name)
    expect(open.filter((name) => withoutTenant[name] === undefined)).toEqual([])
    expect(functions.length).toBeGreaterThan(50)
  })

  it('lists nobody who takes the tenant, or is gone', () => {
    const open = new Set(functions.filter(({ first }) => first !== 'Tenant').map(({ name }) => name))
    expect(Object.keys(withoutTenant).filter((name) => !open.has(name))).toEqual([])
  })

  it('uses the tenant that it takes', () => {
    const unused = functions.filter(({ first, names }) => first === 'Tenant' && !names.has('tenant'))
    expect(unused.map(({ name }) => name)).toEqual([])
  })
})
