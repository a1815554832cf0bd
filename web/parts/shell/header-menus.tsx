import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import { humanize } from '../../lib/format.ts'
import { signOut } from '../../models/session.ts'
import { type ThemeChoice, theme, themeChoice } from '../../models/theme.ts'
import { showToast } from '../../models/toasts.ts'
import { Icon, type IconName } from '../icon.tsx'
import { Menu } from '../menu.tsx'
import { errorText } from '../states.tsx'

const themes: readonly { choice: ThemeChoice; label: string; icon: IconName }[] = [
  { choice: 'light', label: 'Light', icon: 'sun' },
  { choice: 'dark', label: 'Dark', icon: 'moon' },
  { choice: 'system', label: 'As the system', icon: 'system' },
]

export function ThemeMenu() {
  return (
    <Menu
      label="Theme"
      button={<Icon name={theme.value === 'dark' ? 'moon' : 'sun'} size={18} />}
      items={themes.map(({ choice, label, icon }) => ({
        label,
        icon,
        checked: choice === themeChoice.value,
        onSelect: () => {
          themeChoice.value = choice
        },
      }))}
    />
  )
}

export function UserMenu({ user }: { user: SessionUser }) {
  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      showToast('negative', `You are still signed in: ${errorText(error)}`)
    }
  }
  return (
    <Menu
      label="Account"
      button={
        <>
          <span class="avatar" aria-hidden="true">
            {initials(user.name)}
          </span>
          <span class="top-user">{user.name}</span>
        </>
      }
      head={
        <>
          <b>{user.name}</b>
          <br />
          <span class="muted">
            {user.email}
            <br />
            {humanize(user.role)}
          </span>
        </>
      }
      items={[{ label: 'Sign out', icon: 'signOut', onSelect: () => void leave() }]}
    />
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '')
    .join('')
}
