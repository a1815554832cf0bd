import type { Detector } from './detector.ts'
import { EDGE } from './engine/automaton.ts'

/** A unit that is repeated, after what may stand before it. */
type Repeated = readonly [unit: string, head: string]

const repeated = (unit: string, head = ''): Repeated => [unit, head]

/** For each detector, texts that make its pattern begin often and fail late. */
const hostile: Readonly<Record<string, readonly Repeated[]>> = {
  pii_email: [
    repeated('@'),
    repeated('a@'),
    repeated('x@a.'),
    repeated(`x@${'a-'.repeat(30)}`),
    repeated(' [at] '),
    repeated('a.', 'a@'),
  ],
  pii_ssn: [
    repeated('123-45-678'),
    repeated('1'),
    repeated('x,536228145\n', 'id,ssn\n'),
    repeated('123 45 '),
  ],
  pii_credit_card: [
    repeated('4539 1488 0343 6468 '),
    repeated('4539'),
    repeated('1234-5678-9012-'),
    repeated('4539148803436468,'),
  ],
  pii_phone: [
    repeated('(415) 867-530 '),
    repeated('+1('),
    repeated('+4 1 5 8 6 '),
    repeated('1-'),
    repeated('(((1'),
  ],
  pii_ip: [repeated('1.1.1.'), repeated('::a:b'), repeated('ffff:'), repeated('1.'), repeated(':')],
  pii_person: [repeated('Abc '), repeated('Xa Yb Zc Wd '), repeated('WilsoJennifer '), repeated('A-B, ')],
  pii_address: [
    repeated('12 a b c d e f g '),
    repeated('1 2 3 4 '),
    repeated('12 Old Mill Road, A, B, C, '),
    repeated('Via a b c d e ', 'lives at '),
    repeated('12 '),
    repeated('weg 1'),
  ],
  phi_mrn: [
    repeated('A1-', 'mrn '),
    repeated('mrn: 12345 '),
    repeated('medical record '),
    repeated('a1', 'mrn '),
    repeated('|12345', 'PID|mrn'),
    repeated('file no. 12345 '),
    repeated('"code":"MR" "12345 '),
  ],
  phi_dob: [
    repeated('1/1/', 'dob '),
    repeated('born 12 mayyyyyyyy '),
    repeated('dob '),
    repeated('1984-02-30 ', 'dob '),
    repeated('|19480130', 'PID|1'),
  ],
  secret_jwt: [repeated('eyJ.'), repeated(' eyJaaaaaaaaaaaa.eyJ'), repeated('a', 'eyJ')],
  secret_private_key: [
    repeated('-----BEGIN PRIVATE KEY-----'),
    repeated('A', '-----BEGIN PRIVATE KEY-----\n'),
    repeated('-----BEGIN PRIVATE KEY-----\n-----END '),
  ],
  secret_password: [
    repeated('password='),
    repeated('password = "'),
    repeated('a', 'password="'),
    repeated('--password '),
    repeated('password for a b c d e f g '),
    repeated('password "\n', 'variable "db_password" { '),
    repeated('"name":"password","type":"a",'),
  ],
  secret_access_code: [
    repeated('gate code for a b c d '),
    repeated('pin '),
    repeated('A1B2-', 'recovery codes: '),
    repeated('code to the old '),
    repeated(' is your '),
  ],
  secret_passphrase: [
    repeated('passphrase for a b c '),
    repeated('ab ', 'passphrase: '),
    repeated('passphrase: a b c '),
  ],
  secret_network_key: [
    repeated('wifi key for a b c '),
    repeated('radius-server host a '),
    repeated('pre-shared-key a '),
    repeated('username a privilege 1 '),
  ],
  secret_login: [
    repeated('login with a b c '),
    repeated('machine a login '),
    repeated('user: a, '),
    repeated(':5432:a:b'),
  ],
  secret_password_column: [
    repeated('a,Tr4ctor.77\n', 'user,password\n'),
    repeated(',password'),
    repeated("('a', 'Tr4ctor.77'),", 'insert into t (a, password) values '),
    repeated("insert into t (a, password) values ('a', 'Tr4ctor.77');\n"),
  ],
  secret_command_password: [
    repeated('openssl enc a b c d '),
    repeated('ldapsearch "a" b '),
    repeated('echo "a '),
    repeated('mysql a '),
  ],
  secret_api_key: [
    repeated('token: '),
    repeated('secret_'),
    repeated('_', 'api_key'),
    repeated('secret.is-'),
    repeated('auth="a1b2c3d4e5f6"'),
  ],
  secret_connection_string: [
    repeated('://a:'),
    repeated('a://b:c@'),
    repeated('/', '://'),
    repeated(':', 'a://'),
  ],
  secret_seed_phrase: [repeated('zebra '), repeated('abandon zebra '), repeated('mnemonic: abandon ')],
  secret_jwk: [repeated('"d":"aaaaaaaaaaaaaaaaaaaaaaaa"'), repeated('"kty":"RSA","d":'), repeated('"d": ')],
  prompt_injection: [
    repeated('ignore '),
    repeated('ignore all previous '),
    repeated('previous ', 'ignore '),
    repeated('show your system '),
    repeated('act as '),
    repeated('"ignore all previous instructions" '),
    repeated('i g n o r e '),
    repeated('1gn0re '),
    repeated('vtaber '),
    repeated('a\u200b'),
    repeated('\u{e0041}'),
    repeated('%41'),
    repeated('aWdub3Jl'),
    repeated('41'),
    repeated('41 '),
    repeated('01'),
    repeated('01010101 '),
    repeated('.- '),
    repeated('.-'),
    repeated('MFRGG'),
    repeated('%D0%B8'),
    repeated('\\u0438'),
    repeated('forget everything you '),
    repeated('display:none>'),
    repeated('user: a\nassistant:'),
    repeated('забудь все '),
    repeated('忽略之前'),
    repeated(`${'YWFh'.repeat(18)}\n`),
    repeated('і а '),
  ],
}

/**
 * Texts of a length that make a detector work: what it looks for, finds and just does not find, over and over, and what
 * makes its pattern begin often and fail late.
 */
export function hostileTexts(detector: Detector, chars: number): readonly string[] {
  const hints = 'hints' in detector ? detector.hints : detector.signatures.flatMap((one) => one.hints)
  const literal = (hints[0] ?? '').replace(EDGE, '').replaceAll('0', '7')
  const [text = '', value = ''] = detector.examples.find[0] ?? []
  const derived = [repeated(`${literal} `), repeated(`${text} `), repeated(value.slice(0, -1), text)]
  return [...(hostile[detector.code] ?? []), ...derived].map(([unit, head]) =>
    (head + unit.repeat(Math.ceil(chars / unit.length))).slice(0, chars),
  )
}
