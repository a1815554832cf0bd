import { randomBytes } from 'node:crypto'
import { analystUserStatements } from '../analytics/sql/server-user.ts'

const {
  CLICKHOUSE_DATABASE = 'aegisflow',
  CLICKHOUSE_ANALYST_USER = 'aegisflow_analyst',
  CLICKHOUSE_ANALYST_PASSWORD = randomBytes(24).toString('base64url'),
} = process.env

for (const statement of analystUserStatements(
  CLICKHOUSE_DATABASE,
  CLICKHOUSE_ANALYST_USER,
  CLICKHOUSE_ANALYST_PASSWORD,
))
  console.log(`${statement};`)
