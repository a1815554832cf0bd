import { oneLine } from './message.ts'

/** Subject and text of a message. */
type Written = { subject: string; text: string }

const nameCharsMax = 60

/** What people named themselves: one short line in which nothing becomes a link. */
const named = (text: string): string =>
  oneLine(text, nameCharsMax)
    .replaceAll(/:\/\/|www\./gi, ' ')
    .replaceAll(/\.(?=\p{L})/gu, '. ')

const signature = '\n\nAegisFlow\n'

export const verifyEmail = ({ name, link }: { name: string; link: string }): Written => ({
  subject: 'Confirm your e-mail address',
  text: `Hello ${named(name)},

open this link within 24 hours to confirm that this address is yours:

${link}

If you did not register, do nothing.${signature}`,
})

export const alreadyRegistered = ({ signIn, reset }: { signIn: string; reset: string }): Written => ({
  subject: 'You have an account already',
  text: `Somebody registered with this address, which already has an account. Your account is as it was.

If it was you, sign in at ${signIn}
or choose a new password at ${reset}

If it was not you, do nothing: nobody can confirm your address without reading your mail.${signature}`,
})

export const resetPassword = ({ link }: { link: string }): Written => ({
  subject: 'Choose a new password',
  text: `Open this link within 30 minutes to choose a new password:

${link}

It works once. If you did not ask for it, do nothing.${signature}`,
})

export const passwordChanged = ({ reset }: { reset: string }): Written => ({
  subject: 'Your password was changed',
  text: `The password of your account was changed just now, and all other sessions were ended.

If it was not you, choose a new one at once: ${reset}${signature}`,
})

type Inviting = { organization: string; inviter: string }

export const invitedWithPassword = (
  given: Inviting & { password: string; email: string; signIn: string },
): Written => ({
  subject: `You are invited to ${named(given.organization)}`,
  text: `${named(given.inviter)} invites you to join ${named(given.organization)} on AegisFlow.

Sign in at ${given.signIn}
with the address ${given.email}
and the temporary password ${given.password}

You will choose your own password then. The temporary one works for 7 days.${signature}`,
})

export const invitedWithLink = (given: Inviting & { link: string }): Written => ({
  subject: `You are invited to ${named(given.organization)}`,
  text: `${named(given.inviter)} invites you to join ${named(given.organization)} on AegisFlow.

Sign in with your account and open this link within 7 days:

${given.link}

If you do not want to join, do nothing.${signature}`,
})

export const credentialRefused = (given: {
  organization: string
  vendor: string
  label: string
  link: string | null
}): Written => ({
  subject: `${named(given.vendor)} no longer accepts a credential`,
  text: `${named(given.vendor)} refused the credential "${named(given.label)}" of ${named(given.organization)}.

Nothing is collected with it until it is replaced or the vendor accepts it again. What was collected stays.${
    given.link === null ? '' : `\n\nOpen ${given.link} to look after it.`
  }${signature}`,
})
