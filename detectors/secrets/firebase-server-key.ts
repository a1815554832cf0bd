import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Server keys of Firebase Cloud Messaging. */
export const firebaseServerKey = vendorSecret({
  code: 'secret_firebase_server_key',
  label: 'Firebase Server Key',
  hints: ['aaaa'],
  shape: 'AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134}',
  samples: [`AAAA${madeUp('alnum', 7)}:APA91b${madeUp('url', 134)}`],
})
