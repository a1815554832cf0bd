import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const testKek = '{"active":"k1","keys":{"k1":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}}'
const testLedgerKey =
  '{"crv":"Ed25519","d":"JaOPNw-2Kdbkf6BdKodU_62CMuu5p4Mezy0iYNjEeck","kty":"OKP","x":"eCf-RKfKTUB_x0DG7lg5lSXGwOyOyTSyiErnMhuGr84"}'

export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
    maxWorkers: '100%',
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('./migrations/d1'),
                VAULT_KEKS: testKek,
                LEDGER_SIGNING_KEY: testLedgerKey,
                PUBLIC_REQUESTS_PER_MINUTE: '100000',
                REGISTRATIONS_PER_HOUR: '100000',
                PSEUDONYM_KEY: 'dGVzdC1wc2V1ZG9ueW0ta2V5LTMyLWJ5dGVzISEhISE=',
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          include: ['{workers,durable-objects,analytics,tests}/**/*.worker-test.ts'],
          setupFiles: ['./workers/test-setup.ts'],
        },
      },
      {
        test: {
          name: 'node',
          // A process of its own for each of hundreds of files costs more than most of the files.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          include: ['{detectors,policy,analytics,workers,durable-objects,web,scripts}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'stack',
          include: ['tests/**/*.test.ts'],
          // Each file has an instance of its own; the launcher's modules are read once per worker.
          isolate: false,
          globalSetup: ['./tests/support/migrated-stores.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 15_000 } },
          // Now and then a file waits for a clock: one more than two cores keep busy.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
