import { isWordy } from './assignment.ts'
import { madeUp } from './made-up.ts'
import { namedSecret } from './named-secret.ts'

/** Opaque tokens after `Bearer`, `Token`, `ApiKey` and the like in an HTTP header. */
export const bearerToken = namedSecret({
  code: 'secret_bearer_token',
  label: 'HTTP Bearer Token',
  severity: 'high',
  hints: [
    'bearer ',
    'authorization: token ',
    'authorization: apikey ',
    'authorization: ssws ',
    'authorization": "token ',
  ],
  name: '(?:bearer|authorization"?: ?"?(?:token|apikey|ssws))\\s{1,3}',
  value: '[A-Za-z0-9._~+/-]{20,2000}={0,2}',
  entropyMin: 3.3,
  reads: (value) => /\d/.test(value) && /[A-Za-z]/.test(value) && !isWordy(value),
  find: [
    [`Authorization: Bearer ${madeUp('alnum', 40)}`, madeUp('alnum', 40)],
    [`curl -H "Authorization: Bearer ${madeUp('hex', 32)}" https://a`, madeUp('hex', 32)],
    [`headers = {"Authorization": "Token ${madeUp('hex', 40)}"}`, madeUp('hex', 40)],
    [`authorization: SSWS ${madeUp('url', 42)}`, madeUp('url', 42)],
  ],
  ignore: [
    ['Authorization: Bearer {{accessToken}}', 'a template'],
    ['Authorization: Bearer your_access_token_goes_here', 'a placeholder'],
    ['a bearer of responsibilities-and-obligations', 'a sentence'],
    [`Bearer ${'x'.repeat(32)}`, 'a placeholder'],
  ],
})
