import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** One process for everything suits a function that is thrown away; here it crashes on the second context. */
const unfit = ['--single-process', '--no-zygote', '--disable-web-security']

/** A headless Chromium from npm, so that no system package is needed. It asks nobody on the network. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((arg) => !unfit.includes(arg)),
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    headless: true,
  })
}
