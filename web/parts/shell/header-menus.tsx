import type { SessionUser } from '../../../analytics/contract/accounts.ts'
import { errorText } from '../../lib/error-text.ts'
import { humanize } from '../../lib/format.ts'
import { navigate } from '../../lib/router.ts'
import { signOut, switchOrganization } from '../../models/session.ts'
import { type ThemeChoice, theme, themeChoice } from '../../models/theme.ts'
import { showToast } from '../../models/toasts.ts'
import { Icon, type IconName } from '../icon.tsx'
import { Menu } from '../menu.tsx'

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
            {humanize(user.role_label)}
          </span>
        </>
      }
      items={[
        { label: 'Your account', icon: 'user', onSelect: () => navigate('/account') },
        { label: 'Sign out', icon: 'signOut', onSelect: () => void leave() },
      ]}
    />
  )
}

/** In which organization one is; a person of several can go over to another. */
export function OrganizationMenu({ user }: { user: SessionUser }) {
  const { organization, organizations } = user
  const name = (
    <>
      <span class="top-organization-name">{organization.name}</span>
      <span class="top-region">{organization.region.toUpperCase()}</span>
    </>
  )
  const go = async (orgId: string) => {
    if (orgId === organization.id) return
    try {
      await switchOrganization(orgId)
    } catch (error) {
      showToast('negative', `You are still in ${organization.name}: ${errorText(error)}`)
    }
  }
  if (organizations.length < 2) return <p class="top-organization">{name}</p>
  return (
    <div class="top-organization">
      <Menu
        label="Switch organization"
        align="start"
        button={
          <>
            {name}
            <Icon name="chevronDown" />
          </>
        }
        items={organizations.map(({ id, name: label }) => ({
          key: id,
          label,
          icon: 'building',
          checked: id === organization.id,
          onSelect: () => void go(id),
        }))}
      />
    </div>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '')
    .join('')
}
