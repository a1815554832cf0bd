import { entropyOf } from './entropy.ts'
import { namedSecret } from './named-secret.ts'

const REACH = 300
const NEIGHBOUR =
  /(?:server|data source|host|address|initial catalog|database|user id|uid|user|driver|port)\s{0,2}=|jdbc:/i

/** Passwords in connection strings made of `name=value` pairs, and in those of JDBC. */
export const databasePassword = namedSecret({
  code: 'secret_database_password',
  label: 'Database Password',
  hints: ['password=', 'pwd=', 'password ='],
  name: '(?:password|pwd) ?= ?[\'"]?',
  value: '[^\\s;&"\'`<>]{4,128}',
  entropyMin: 2,
  cost: 5,
  holds: (text, { start, end }) => {
    const head = text.slice(Math.max(0, start - REACH), start)
    const before = head.slice(head.lastIndexOf('\n') + 1)
    const after = /^[^\n]*/.exec(text.slice(end, end + REACH))?.[0] ?? ''
    return /[;?&] {0,2}(?:password|pwd) ?= ?['"]?$/i.test(before)
      ? NEIGHBOUR.test(before.slice(0, -9)) || NEIGHBOUR.test(after)
      : after.startsWith(';') && NEIGHBOUR.test(after)
  },
  reads: (value) => {
    const isWord = /^[a-z]+$/i.test(value) && entropyOf(value) < 3.3
    return !isWord && !/^[$%@{[]|\$\{|\(|\*{2}|^(?:password|passwd|secret|pwd|pass)\d{0,4}$/i.test(value)
  },
  find: [
    ['Server=db.contoso.com;Database=main;User Id=app;Password=hunter2Xy!;Encrypt=true', 'hunter2Xy!'],
    ['"Data Source=sql1;Initial Catalog=crm;Uid=sa;Pwd=Zx81-spectrum"', 'Zx81-spectrum'],
    ['jdbc:mysql://db:3306/shop?user=app&password=9fKq2Lm&useSSL=true', '9fKq2Lm'],
    ['Driver={ODBC};Server=a;Uid=b;Pwd=q7Wm2Kz;', 'q7Wm2Kz'],
  ],
  ignore: [
    ['Server=a;Database=b;User Id=c;Password={{DB_PASSWORD}};', 'a template'],
    ['Server=a;User Id=c;Password=****;', 'masked'],
    ['password=hunter2Xy!', 'no connection string'],
    ['Server=a;User Id=c;Password=;Encrypt=true', 'no password'],
  ],
})
