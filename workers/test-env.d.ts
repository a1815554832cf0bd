import type { D1Migration } from 'cloudflare:test'
import type { Env as WorkerEnv } from './environment.ts'

declare global {
  namespace Cloudflare {
    /** The Worker under test, for `exports` of `cloudflare:workers`. */
    interface GlobalProps {
      mainModule: typeof import('./index.ts')
    }
    /** What tests in workerd are given: the Worker's own bindings and the migrations. */
    interface Env extends WorkerEnv {
      TEST_MIGRATIONS: D1Migration[]
    }
  }
}
