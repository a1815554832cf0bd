import type { Page } from '../lib/page.ts'
import { activity } from './activity.ts'
import { live } from './live.ts'
import { overview } from './overview.ts'
import { setup } from './setup.ts'
import { signIn } from './sign-in.ts'
import { vendors } from './vendors.ts'
import { violations } from './violations.ts'

/** Every page, in the order of the navigation. */
export const pages: readonly Page[] = [overview, activity, violations, live, vendors, signIn, setup]

/** The page at a path; a slash at its end does not matter. */
export function pageAt(path: string): Page | null {
  const plain = path.length > 1 ? path.replace(/\/+$/, '') : path
  return pages.find((page) => page.path === plain) ?? null
}
