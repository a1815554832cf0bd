import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of people and organizations at Hugging Face. */
export const huggingFaceToken = vendorSecret({
  code: 'secret_hugging_face_token',
  label: 'Hugging Face Token',
  hints: ['hf_', 'api_org_'],
  shape: '(?:hf|api_org)_[A-Za-z0-9]{34,40}',
  samples: [`hf_${madeUp('alnum', 34)}`, `api_org_${madeUp('alnum', 34, 2)}`],
  ignore: [['hf_hub_download_with_progress_callback', 'a function']],
})
