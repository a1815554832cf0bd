import { analystSources } from './tables.ts'
import { literal, quoted } from './tokens.ts'

/** The setting of a request that a row policy reads the organization from. */
export const orgSetting = 'SQL_aegisflow_org'

/**
 * Statements that make a server's user for analysts' queries: it reads the tables of analysts and nothing else, and of
 * these only the rows of the organization that the request's own setting names. Everyone else keeps reading all rows.
 * Source: ClickHouse, CREATE ROW POLICY; `SQL_` begins custom settings in a server's default configuration.
 */
export function analystUserStatements(database: string, user: string, password: string): readonly string[] {
  const name = quoted(user)
  const policies = analystSources.flatMap((table) => {
    const at = `${quoted(database)}.${quoted(table)}`
    return [
      `GRANT SELECT ON ${at} TO ${name}`,
      `CREATE ROW POLICY OR REPLACE aegisflow_analyst ON ${at} USING org_id = getSetting(${literal(orgSetting)}) TO ${name}`,
      `CREATE ROW POLICY OR REPLACE aegisflow_others ON ${at} USING 1 TO ALL EXCEPT ${name}`,
    ]
  })
  return [
    `CREATE USER IF NOT EXISTS ${name} IDENTIFIED WITH sha256_password BY ${literal(password)} SETTINGS ${orgSetting} = ''`,
    ...policies,
  ]
}
