import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { envelopeStores } from '../../analytics/store/d1/envelopes.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'

describe('the columns of envelopes', () => {
  it('are all known to rotation and audit', () => {
    const tables = (Object.values(schema) as unknown[]).filter((table): table is SQLiteTable =>
      is(table, SQLiteTable),
    )
    const inSchema = tables.flatMap((table) =>
      Object.values(getTableColumns(table))
        .filter(({ name }) => /envelope/.test(name))
        .map(({ name }) => `${getTableName(table)}.${name}`),
    )
    expect(envelopeStores.map(({ name }) => name).toSorted()).toEqual(inSchema.toSorted())
  })
})
