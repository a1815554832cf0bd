import { setTimeout as sleep } from 'node:timers/promises'
import { clusterStatements } from '../cluster-ddl.ts'
import { ifNeeded, type MigratedStore } from './steps.ts'

const lookMs = 100
/** As long as a copy of an earlier run may take that nobody waits for any more. */
const quietMsMax = 6 * 3_600_000

const entrance = 'event_changes'
const target = 'ingest_pause'
const view = 'ingest_pause_view'

/**
 * A pause of everything that is inserted about events: a view at their entrance whose target is missing, so that
 * ClickHouse refuses an insert before any of it is written, with UNKNOWN_TABLE, and whoever has a log tries again later.
 * It outlives a run that is cut off and a restart of ClickHouse. `quietMs`: for how long nothing may be under way before
 * it is taken to hold.
 */
export function ingestPause(store: MigratedStore, cluster: string | null, quietMs: number) {
  const tables = `SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN ('${entrance}', '${view}')`
  const run = async (statement: string): Promise<void> => {
    const rendered =
      cluster === null ? [statement] : clusterStatements(statement, cluster, new Set([entrance]))
    for (const each of rendered) await store.run(ifNeeded(each))
  }

  /** Waits until what was under way when the pause began has ended, and a copy that was begun before. */
  const quiet = async (): Promise<void> => {
    const of = (table: string) =>
      cluster === null ? `system.${table}` : `clusterAllReplicas('${cluster}', system.${table})`
    const underWay = `
      SELECT query FROM ${of('processes')}
      WHERE (query_kind = 'Insert' AND (query LIKE '%${entrance}%' OR (current_database = currentDatabase() AND query LIKE 'INSERT INTO%SELECT%')))
        OR (query_kind IN ('Delete', 'Alter') AND query LIKE '%events%revision%')
      UNION ALL
      SELECT command FROM ${of('mutations')}
      WHERE database = currentDatabase() AND NOT is_done AND command LIKE '%_row_exists%'`
    const startedAtMs = Date.now()
    for (let sinceMs = startedAtMs; Date.now() - sinceMs < quietMs; await sleep(lookMs)) {
      if ((await store.ask(underWay)).length > 0) sinceMs = Date.now()
      if (Date.now() - startedAtMs > quietMsMax) throw new Error('inserts do not come to an end')
    }
  }

  return {
    /** Holds from when this returns, if there is anything to pause. Harmless to repeat. */
    async begin(): Promise<void> {
      const known = await store.ask(tables)
      if (!known.includes(entrance)) return
      // While it holds, its target must not come back even for a moment.
      if (!known.includes(view)) {
        await run(`CREATE TABLE ${target} (org_id String) ENGINE = Null`)
        await run(`CREATE MATERIALIZED VIEW ${view} TO ${target} AS SELECT org_id FROM ${entrance}`)
      }
      await run(`DROP TABLE ${target}`)
      await quiet()
    },

    async end(): Promise<void> {
      if ((await store.ask(tables)).includes(view)) await run(`DROP VIEW ${view}`)
    },
  }
}
