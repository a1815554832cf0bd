import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { isPlaceholder } from './placeholder.ts'

const SCHEME = /[a-z][a-z0-9+.-]{1,24}$/i
/** Words that stand for a password in documentation. */
const STAND_INS =
  /^(?:pass(?:word|wd|phrase)?|passwd|pwd|secret|user(?:name|info)?|token|credentials?|creds|test|foo|bar|baz|abc|123|1234|root|admin|guest|postgres|mysql|redis|mongo|x{1,9}|\*+|\.+|…|my\w*|your\w*|some\w*|the\w*|[a-z]{1,4}|[a-z]+-?pass(?:word)?|pw|pass(?:word)?\d?|p)$/i
const TEMPLATE = /^[$<{[%@:]|[<>{}]|\$\{|%[sdv]|\$[A-Z_a-z]/

/** Addresses with a user and a password in them: databases, queues, proxies, repositories. */
export const connectionString = detector({
  code: 'secret_connection_string',
  label: 'Connection String',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'literal',
  hints: ['://'],
  pattern:
    /:\/\/[^\s:@/"'`<>\\]{0,80}:((?:[^\s@"'`<>:]|:(?!\/\/)){1,160})@(?:\[[0-9a-f:]{2,40}\]|[A-Za-z0-9._~%-]{1,253})(?:[:,][A-Za-z0-9.:,-]{1,200})?(?:\/[A-Za-z0-9._~/%?&=+-]{0,200})?/iy,
  locate,
  check,
  examples: {
    find: [
      [
        'DATABASE_URL=postgres://app:hunter2Xy@db.contoso.com:5432/main',
        'postgres://app:hunter2Xy@db.contoso.com:5432/main',
      ],
      [
        'use mongodb+srv://svc:9fKq2Lm@cluster0.ab1.mongodb.net/app?w=1.',
        'mongodb+srv://svc:9fKq2Lm@cluster0.ab1.mongodb.net/app?w=1',
      ],
      ['"redis://:s3cr3tValue9@cache.internal:6379/0"', 'redis://:s3cr3tValue9@cache.internal:6379/0'],
      ['git clone https://bot:Zk39dkQ1@git.contoso.com/x.git', 'https://bot:Zk39dkQ1@git.contoso.com/x.git'],
      ['jdbc:postgresql://app:hunter2Xy@db:5432/main', 'postgresql://app:hunter2Xy@db:5432/main'],
      ['amqps://svc:a%2Fb9Qx@mq.contoso.com/vhost', 'amqps://svc:a%2Fb9Qx@mq.contoso.com/vhost'],
    ],
    ignore: [
      ['postgres://user:password@localhost/db', 'words that stand for a login'],
      ['postgres://app:{{DB_PASSWORD}}@db/main', 'a template'],
      ['https://contoso.com:8443/path', 'a port'],
      ['postgres://app@db.contoso.com/main', 'a user without a password'],
      ['http://<user>:<pass>@proxy:8080', 'a template'],
      ['https://contoso.com/a:b@c', 'an at sign in the path'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  const scheme = SCHEME.exec(text.slice(Math.max(0, match.index - 25), match.index))?.[0]
  if (scheme === undefined) return null
  const end = match.index + match[0].replace(/[.,;:!?)\]]+$/, '').length
  return { start: match.index - scheme.length, end }
}

function check(value: string): Verdict | null {
  const [, user = '', password = ''] =
    /^[^:]{2,25}:\/\/([^:@/]{0,80}):(.{1,160})@[^@]{1,900}$/.exec(value) ?? []
  if (password.length < 4 || /^\d{1,5}\//.test(password)) return null
  if (STAND_INS.test(password) || TEMPLATE.test(password) || isPlaceholder(password)) return null
  return password.toLowerCase() === user.toLowerCase() || TEMPLATE.test(user) ? null : verdict.proven
}
