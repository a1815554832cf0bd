import { detector, type Span, type Verdict, verdict } from '../detector.ts'
import { assignedValue, assignmentOf, looksChosen, looksDrawn, looksTyped } from './assignment.ts'
import { madeUp } from './made-up.ts'

const KEYS = [
  'api',
  'access',
  'auth',
  'private',
  'signing',
  'encryption',
  'account',
  'license',
  'master',
  'session',
  'app',
  'client',
  'service',
  'admin',
  'webhook',
  'shared',
  'storage',
  'consumer',
  'security',
  'secret',
  'deploy',
  'hmac',
  'jwt',
  'cookie',
]

/** Keys, tokens and secrets of any vendor that are assigned to a name that says so. */
export const apiKey = detector({
  code: 'secret_api_key',
  label: 'API Key or Token',
  category: 'secret',
  severity: 'high',
  dataType: 'secret',
  mechanism: 'keyword',
  hints: [
    'secret',
    'token',
    'credential',
    'auth=',
    'auth:',
    'auth =',
    '_auth',
    '_key=',
    '_key"',
    "_key'",
    '_key:',
    '_key =',
    'apikey',
    'accesskey',
    ...['private', 'signing', 'encryption', 'master', 'client', 'shared', 'hmac'].map((of) => `${of}key`),
    ...KEYS.flatMap((of) => ['_', '-', ' '].map((gap) => `${of}${gap}key`)),
  ],
  pattern: assignmentOf(
    `(?:${KEYS.join('|')})[_ -]?key|secret|token|credentials?|_?auth|_key(?=["' ]{0,2}[=:])`,
  ),
  locate,
  check,
  cost: 4,
  examples: {
    find: [
      [`API_KEY=${madeUp('alnum', 32)}`, madeUp('alnum', 32)],
      [`x-api-key: ${madeUp('hex', 40)}`, madeUp('hex', 40)],
      [`{"client_secret": "${madeUp('url', 36)}"}`, madeUp('url', 36)],
      [`const accessToken = '${madeUp('lower', 24)}'`, madeUp('lower', 24)],
      [`the api key is ${madeUp('alnum', 20)}.`, madeUp('alnum', 20)],
      [`os.environ["SIGNING_KEY"] = "${madeUp('base64', 44)}="`, `${madeUp('base64', 44)}=`],
      [`//registry.contoso.com/:_authToken=${madeUp('alnum', 28)}`, madeUp('alnum', 28)],
      [`- name: API_KEY\n  value: "${madeUp('alnum', 24)}"`, madeUp('alnum', 24)],
      [`ENCRYPTION_KEY = b"${madeUp('alnum', 44)}"`, madeUp('alnum', 44)],
      [`$env:API_TOKEN = "${madeUp('alnum', 36)}"`, madeUp('alnum', 36)],
      [`API key for the weather service: ${madeUp('hex', 32)}`, madeUp('hex', 32)],
      [`ENV API_TOKEN ${madeUp('hex', 40)}`, madeUp('hex', 40)],
      [`"signingKey" : "${madeUp('alnum', 16)}",`, madeUp('alnum', 16)],
      [`{"name":"apiToken","type":"string","value":"${madeUp('lower', 16)}"}`, madeUp('lower', 16)],
      [`here is the token\n${madeUp('alnum', 32)}`, madeUp('alnum', 32)],
      ['jwt.secret=nine-Owls-of-Rome-77', 'nine-Owls-of-Rome-77'],
      [`the encryption key we use in tests is ${madeUp('hex', 32)}`, madeUp('hex', 32)],
      [`SENDGRID_KEY=${madeUp('alnum', 32)}`, madeUp('alnum', 32)],
    ],
    ignore: [
      ['"AWS::AppSync::ApiKey": "3d104ea0be48564b"', 'a name of a kind of thing'],
      ['arn:aws:secretsmanager:us-west-2:123456789012:secret:Name-a1b2c3d4', 'a name of a resource'],
      [`sort_key = "${madeUp('alnum', 24)}"`, 'a key of a table'],
      ['api_key = os.environ["CONTOSO_API_KEY"]', 'a lookup'],
      [`secret_name = "${madeUp('alnum', 24)}"`, 'a name of a secret'],
      ['token: "1f0e4539-1488-4343-a467-aabbccddeeff"', 'a UUID'],
      ['max_tokens = 4096, next_token = "abc123abc123"', 'counts of tokens'],
      [`public_access_key = "${madeUp('alnum', 24)}"`, 'public'],
      ['token_url: https://login.contoso.com/oauth2/v2.0/token', 'an address'],
      ['auth-token: auth-token-v2-name', 'words'],
      ['credentials: OAuth2Client', 'a type'],
      ['const token = await getToken2(request1)', 'a call'],
      ['AutoTokenizer.from_pretrained("meta-llama/Llama-2-7b-chat-hf")', 'what splits a text into words'],
      ['"GPT2Tokenizer": GPT2Converter2', 'what splits a text into words'],
      [`"NextContinuationToken": "${madeUp('alnum', 40)}"`, 'a place in a list'],
      ["SECRET_NAMESPACE = 'oauth2client:secrets#ns'", 'a name'],
      ["_PKCS12_KEY = '_private_key_pkcs12'", 'a name'],
      ['tokens = r"H{1,2}|h{1,2}|YYYY"', 'a pattern'],
      ['tokenized("tweets.20150430-223406.json")', 'a file'],
      ['credentials = tweets.20150430-223406.json', 'a file'],
      ['JWE_Authentication_Tag_5_1_4 = "kvKuFBXHe5mQr4lqgobAUg"', 'a tag with its number'],
      ['setdefault("id_token_encrypted_response_enc", "A128CBC-HS256")', 'an algorithm'],
      ['private_key_pkcs12 = self_private_key_pkcs12', 'a variable'],
      ['MLKEM768PrivateKey = rust.hpke.MLKEM768X25519PrivateKey', 'a type'],
      ['{ isValidHTTPToken: isValidHTTPToken$12 }', 'a name that a bundler counted up'],
      ['static constexpr auto secret = kXxh3Secrets + 1', 'a variable'],
      ['# with the private key.\n\n\nRFC9964_VECTORS = {}', 'the next paragraph'],
      ['Private key material: Base64urlUInt2', 'a type'],
      [`"integrity_token": "sha512-${madeUp('base64', 86)}=="`, 'a hash of a lock file'],
    ],
  },
})

/** Of keys that nobody named further, only those of settings in capitals count: others are keys of maps and tables. */
function locate(text: string, match: RegExpExecArray): Span | null {
  const isSetting = /[A-Z0-9]{3}$/.test(text.slice(Math.max(0, match.index - 3), match.index))
  return match[0].startsWith('_KEY') && !isSetting
    ? null
    : match[0].startsWith('_key')
      ? null
      : assignedValue(text, match)
}

function check(value: string): Verdict | null {
  const isOfAllKinds =
    value.length >= 10 && /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[-!#&*]).*$/.test(value) && looksTyped(value)
  return looksDrawn(value) || (/\d/.test(value) && looksChosen(value)) || isOfAllKinds
    ? verdict.selfNamed
    : null
}
