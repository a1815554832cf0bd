import { bedrock } from '../../workers/collector/vendors/bedrock.ts'
import { type Reply, type SeenCall, serveVendor } from './vendor-wire.ts'

export const nowMs = Date.parse('2026-11-20T12:30:15Z')
export const account = '111122223333'
const credential = {
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  settings: { access_key_id: 'AKIAIOSFODNN7EXAMPLE', regions: 'us-east-1', log_group: '/aws/bedrock/calls' },
  accountRef: account,
}
export const window = {
  fromMs: Date.parse('2026-11-18T00:00:00Z'),
  toMs: Date.parse('2026-11-19T00:00:00Z'),
  page: null,
}
const amzJson = { 'content-type': 'application/x-amz-json-1.1' }

/** AWS as the test has it answer, in each of its services and regions. */
export const aws = (answer: (call: SeenCall) => Reply, settings: Record<string, string> = {}) =>
  serveVendor(
    bedrock,
    { ...credential, settings: { ...credential.settings, ...settings }, nowMs },
    (_url, call) => ({ headers: amzJson, ...answer(call) }),
  )
/** A refusal in the words of AWS. */
export const failing = (status: number, type: string, message: string) => () => ({
  status,
  body: { __type: `com.amazon.coral.service#${type}`, message },
})
