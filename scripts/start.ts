import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { demoFeed } from './demo/feeder.ts'
import { predictionFeed } from './demo/prediction-feed.ts'
import { startStack } from './embedded/stack.ts'

const { values } = parseArgs({ options: { demo: { type: 'string', default: 'on' } } })
const { env } = process
const isDemo = values.demo !== 'off'
const dataDir = resolve(env.AEGISFLOW_DATA_DIR ?? '.data')
const stopMsMax = 4_500
/** Worker variables that a person may set for the embedded instance as they stand. */
const passedOn = [
  'PUBLIC_URL',
  'METRICS_TOKEN',
  'VAULT_KEY_SERVICE',
  'METRICS_PUBLIC',
  'TRUSTED_PROXIES',
  'CORS_ORIGINS',
  'REGISTRATION',
  'MAIL_FROM',
  'MAIL_SMTP_URL',
  'MAIL_API_URL',
  'MAIL_API_KEY',
  'PUBLIC_REQUESTS_PER_MINUTE',
  'USER_REQUESTS_PER_MINUTE',
  'REGISTRATIONS_PER_HOUR',
  'HEALTH_BOUNDS',
]

const stopping = new AbortController()
const stack = await startStack({
  dataDir,
  ...(env.HOST ? { host: env.HOST } : {}),
  port: Number(env.PORT ?? 8787),
  demo: isDemo,
  teams: isDemo,
  ...(env.DEMO_PASSWORD ? { demoPassword: env.DEMO_PASSWORD } : {}),
  ...(env.ADMIN_EMAIL && env.ADMIN_PASSWORD
    ? { admin: { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD } }
    : {}),
  ...(env.CLICKHOUSE_URL
    ? {
        clickHouse: {
          url: env.CLICKHOUSE_URL,
          username: env.CLICKHOUSE_USER ?? 'default',
          password: env.CLICKHOUSE_PASSWORD ?? '',
          database: env.CLICKHOUSE_DATABASE ?? 'aegisflow',
        },
      }
    : {}),
  vars: Object.fromEntries(passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]))),
  ...(env.AEGISFLOW_ALLOW_PRIVATE_HOSTS ? { privateHosts: env.AEGISFLOW_ALLOW_PRIVATE_HOSTS } : {}),
})

async function end(): Promise<void> {
  setTimeout(() => process.exit(1), stopMsMax).unref()
  stopping.abort()
  await stack.stop()
  process.exit(0)
}
process.once('SIGINT', end)
process.once('SIGTERM', end)

if (isDemo) {
  const { id, secret } = stack.secrets.demoApiKey
  const feed = {
    url: stack.url,
    apiKey: `afk_${id}_${secret}`,
    seed: stack.secrets.sandboxSeed,
    backfillDays: 14,
    signal: stopping.signal,
  }
  void demoFeed({
    ...feed,
    keyPath: join(dataDir, 'demo-answer-key.jsonl'),
    ratePerMinute: 20,
  }).catch((error) => console.error('The demo feed ended:', error))
  const owner = { email: 'owner@demo.test', password: stack.seeded.demoPassword }
  void predictionFeed({ ...feed, owner }).catch((error) =>
    console.error('The demo feed of predictions ended:', error),
  )
  console.log(`Demo users ${stack.seeded.demoUsers.join(', ')}`)
  console.log(`Demo password ${stack.seeded.demoPassword}`)
} else if (stack.seeded.needsSetup) {
  console.log('There is no owner yet. Create one with this one-time set-up token:')
  console.log(`${stack.url}/setup#token=${stack.secrets.SETUP_TOKEN}`)
}
console.log(`AegisFlow ready at ${stack.url}`)
