import { fromBase64, toBase64 } from '../engine/base64.ts'
import { namedSecret } from './named-secret.ts'

const of = (login: string) => toBase64(login)

/** Logins in an HTTP `Authorization: Basic` header: base64 of a user, a colon and a password. */
export const basicAuth = namedSecret({
  code: 'secret_basic_auth',
  label: 'HTTP Basic Credentials',
  severity: 'high',
  hints: ['basic '],
  name: 'basic\\s{1,3}',
  value: '[A-Za-z0-9+/]{8,400}={0,2}',
  entropyMin: 2.5,
  reads: (value) => {
    const login = decode(value)
    if (login === null || /^[A-Z]?[a-z]+$/.test(value)) return false
    const password = login.slice(login.indexOf(':') + 1)
    return password.length >= 3 && !/^(?:pass(?:word)?|secret|open ?sesame|\*+|x+)$/i.test(password)
  },
  find: [
    [`Authorization: Basic ${of('anna:hunter2Xy')}`, of('anna:hunter2Xy')],
    [`-H "authorization: basic ${of('svc:9fKq2Lm')}" https://a`, of('svc:9fKq2Lm')],
    [`{"Authorization":"Basic ${of('api:Zk39dkQ1')}"}`, of('api:Zk39dkQ1')],
    [`Proxy-Authorization: Basic ${of('proxy:T0psecret!')}\nHost: a`, of('proxy:T0psecret!')],
  ],
  ignore: [
    ['Basic knowledge of computers', 'a word'],
    ['Use a Basic Optimization Code', 'a word that decodes to text with a colon'],
    [`Basic ${of('no colon in here')}`, 'no login'],
    [`Authorization: Basic ${of('user:password')}`, 'a stand-in'],
    ['Authorization: Basic <base64 of user:password>', 'a template'],
    ['visual basic programming2', 'does not decode to text'],
  ],
})

/** The login that the value stands for; null when it is no printable text with a colon. */
function decode(value: string): string | null {
  const login = fromBase64(value)
  return login !== null && /^[\x20-\x7e]{0,100}:[\x20-\x7e\x80-\xff]{1,200}$/.test(login) ? login : null
}
