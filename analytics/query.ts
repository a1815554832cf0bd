/**
 * A question to ClickHouse: its SQL with typed parameters, and the tier that it reads. The tenant is bound by the
 * store as `{org_id:String}`; a question that does not use it cannot be declared.
 */
export type Query<Params, Row> = {
  name: string
  tier: 'raw' | 'recent' | 'hourly' | 'daily'
  sql: (params: Params) => { sql: string; bound: Record<string, unknown> }
  /** Only a type: the shape of one row. */
  row?: Row
}

const tenantParameter = '{org_id:String}'

export function query<Params, Row>(declaration: Query<Params, Row>): Query<Params, Row> {
  return Object.freeze({
    ...declaration,
    sql: (params: Params) => {
      const built = declaration.sql(params)
      if (!built.sql.includes(tenantParameter))
        throw new Error(`query ${declaration.name} does not name the tenant`)
      return built
    },
  })
}

/** A parameter of epoch milliseconds as a moment. */
export const boundMoment = (name: string): string => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`
