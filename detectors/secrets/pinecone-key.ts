import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of Pinecone. */
export const pineconeKey = vendorSecret({
  code: 'secret_pinecone_key',
  label: 'Pinecone Key',
  hints: ['pcsk_'],
  shape: 'pcsk_(?:[A-Za-z0-9]{4,8}_)?[A-Za-z0-9]{50,80}',
  samples: [`pcsk_${madeUp('alnum', 6)}_${madeUp('alnum', 63)}`],
})
