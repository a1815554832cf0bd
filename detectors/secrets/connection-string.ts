import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { isPlaceholder } from './placeholder.ts'

const SCHEME = /[a-z][a-z0-9+.-]{1,24}$/i
/** Words that stand for a password in documentation. */
const STAND_INS =
  /^(?:pass(?:word|wd|phrase)?|passwd|pwd|secret|user(?:name|info)?|token|credentials?|creds|test|foo|bar|baz|abc|123|1234|root|admin|guest|postgres|mysql|redis|mongo|x{1,9}|\*+|\.+|…|my\w*|your\w*|some\w*|the\w*|[a-z]{1,4}|[a-z]+-?pass(?:word)?|pw|pass(?:word)?\d?|p)$/i
const TEMPLATE = /^[$<{[%@:]|[<>{}]|\$\{|%[sdv]|\$[A-Z_a-z]/

/** What stands for a password where the token is the user. */
const TOKEN_IS_USER = /^x-oauth-basic$/i

/**
 * Passwords in addresses of databases, queues, proxies and repositories. The address itself is no secret: which host it
 * was stays readable.
 */
export const connectionString = detector({
  code: 'secret_connection_string',
  label: 'Password in a Connection String',
  category: 'secret',
  severity: 'critical',
  dataType: 'secret',
  mechanism: 'literal',
  hints: ['://'],
  pattern:
    /:\/\/([^\s:@/"'`<>\\]{0,80}):((?:[^\s@"'`<>:]|:(?!\/\/)){1,160})@(?:\[[0-9a-f:]{2,40}\]|[A-Za-z0-9._~%-])/iy,
  locate,
  check,
  examples: {
    find: [
      ['DATABASE_URL=postgres://app:hunter2Xy@db.contoso.com:5432/main', 'hunter2Xy'],
      ['use mongodb+srv://svc:9fKq2Lm@cluster0.ab1.mongodb.net/app?w=1.', '9fKq2Lm'],
      ['"redis://:s3cr3tValue9@cache.internal:6379/0"', 's3cr3tValue9'],
      ['git clone https://bot:Zk39dkQ1@git.contoso.com/x.git', 'Zk39dkQ1'],
      ['jdbc:postgresql://app:hunter2Xy@db:5432/main', 'hunter2Xy'],
      ['amqps://svc:a%2Fb9Qx@mq.contoso.com/vhost', 'a%2Fb9Qx'],
      ['https://4f1c9Zk39dkQ1:x-oauth-basic@git.contoso.com/x.git', '4f1c9Zk39dkQ1'],
      ['mysql://root:Zebra.Crossing91@db.contoso.com/dwh', 'Zebra.Crossing91'],
    ],
    ignore: [
      ['postgres://user:password@localhost/db', 'words that stand for a login'],
      ['postgres://app:{{DB_PASSWORD}}@db/main', 'a template'],
      ['postgres://{{DB_USER}}:hunter2Xy@db/main', 'a template with a sample'],
      ['postgres://hunter2Xy:hunter2Xy@db/main', 'the same word twice'],
      ['https://contoso.com:8443/path', 'a port'],
      ['postgres://app@db.contoso.com/main', 'a user without a password'],
      ['http://<user>:<pass>@proxy:8080', 'a template'],
      ['https://contoso.com/a:b@c', 'an at sign in the path'],
    ],
  },
})

function locate(text: string, match: RegExpExecArray): Span | null {
  if (!SCHEME.test(text.slice(Math.max(0, match.index - 25), match.index))) return null
  const [, user = '', password = ''] = match
  const start = match.index + '://'.length
  if (TOKEN_IS_USER.test(password)) return { start, end: start + user.length }
  if (TEMPLATE.test(user) || password.toLowerCase() === user.toLowerCase()) return null
  const from = start + user.length + 1
  return { start: from, end: from + password.length }
}

function check(password: string): Verdict | null {
  if (password.length < 4 || /^\d{1,5}\//.test(password)) return null
  const isSample = STAND_INS.test(password) || TEMPLATE.test(password) || isPlaceholder(password)
  return isSample ? null : verdict.proven
}
