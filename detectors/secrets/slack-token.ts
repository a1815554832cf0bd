import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Slack tokens of bots, people, apps and configurations. */
export const slackToken = vendorSecret({
  code: 'secret_slack_token',
  label: 'Slack Token',
  hints: [
    'xoxb-',
    'xoxp-',
    'xoxa-',
    'xoxr-',
    'xoxs-',
    'xoxo-',
    'xoxd-',
    'xoxc-',
    'xoxe-',
    'xoxe.xox',
    'xapp-0-',
  ],
  shape:
    'xox[abcdoprs]-(?:\\d{1,14}-)?[A-Za-z0-9%-]{14,250}|xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9-]{20,250}|xapp-\\d-[A-Z0-9]{8,14}-\\d{8,14}-[a-z0-9]{40,80}',
  samples: [
    `xoxb-${madeUp('digits', 12)}-${madeUp('digits', 13)}-${madeUp('alnum', 24)}`,
    `xapp-1-A${madeUp('upper', 10)}-${madeUp('digits', 13)}-${madeUp('hex', 64)}`,
    `xoxe.xoxp-1-${madeUp('alnum', 146)}`,
  ],
})
