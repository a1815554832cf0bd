import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Tokens of Notion integrations. */
export const notionToken = vendorSecret({
  code: 'secret_notion_token',
  label: 'Notion Token',
  hints: ['ntn_', 'secret_'],
  shape: 'ntn_[A-Za-z0-9]{40,50}|secret_[A-Za-z0-9]{43}',
  samples: [`ntn_${madeUp('digits', 11)}${madeUp('alnum', 35)}`, `secret_${madeUp('alnum', 43)}`],
  holds: (value) => /\d/.test(value) && /[A-Z]/.test(value),
  ignore: [['secret_manager_client_for_the_whole_organization_x', 'a name in source code']],
})
