import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** What the base64 form of three digits begins with: the first digit gives two letters, the next two one each. */
const HINTS = ['m', 'n', 'o'].flatMap((first) =>
  ['d', 't', 'j', 'z'].flatMap((second) =>
    ['a', 'e', 'i', 'm', 'q', 'u', 'y', 'c', 'g', 'k'].flatMap((third) =>
      ['w', 'x', 'y', 'z', '0'].map((fourth) => first + second + third + fourth),
    ),
  ),
)

/** Tokens of Discord bots: the bot's number in base64, a time stamp and a signature. */
export const discordToken = vendorSecret({
  code: 'secret_discord_token',
  label: 'Discord Bot Token',
  hints: HINTS,
  shape: '[MNO][DTjz][A-Za-z0-9_-]{21,26}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,38}',
  samples: [`MTk4NjIyNDgzNDcxOTI1MjQ4.${madeUp('alnum', 6)}.${madeUp('url', 27)}`],
})
