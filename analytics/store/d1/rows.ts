import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../tenant.ts'

type Rows = { id: SQLiteColumn; orgId: SQLiteColumn }

/** The one row of a tenant's that has this id. */
export const ownRow = (tenant: Tenant, rows: Rows, id: string): SQL | undefined =>
  and(eq(rows.orgId, tenant.orgId), eq(rows.id, id))

/** A tenant's rows that come after an id where a page ended; all of them when it is null. */
export const ownRowsAfter = (tenant: Tenant, rows: Rows, id: string | null): SQL | undefined =>
  and(eq(rows.orgId, tenant.orgId), id === null ? undefined : gt(rows.id, id))

/** Any number of values to be IN, as one bound parameter. */
export const listed = (values: readonly string[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`
