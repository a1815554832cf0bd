import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { stage } from './stage.ts'

const here = stage({ vendors: ['openai'] })

it('a vendor is connected once it takes the secret, and the secret is left nowhere in the browser', async () => {
  const secret = sandboxKeys(here.stack.secrets.sandboxSeed).anthropic
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/catalogue')
  await page.getByRole('link', { name: 'Anthropic', exact: true }).click()
  await page.getByRole('button', { name: 'Connect' }).click()
  const form = page.getByRole('dialog', { name: 'Connect Anthropic' })
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await form.getByText('Paste the secret.').waitFor()
  await form.getByLabel('Label').fill('Research')
  await form.getByLabel('Secret').fill('sk-ant-api03-of-another-kind')
  await form.getByText('does not look like the usual secret').waitFor()
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await form.getByText(/The vendor does not accept the credential/).waitFor()
  expect(await axeViolations()).toEqual([])
  const typed = form.getByLabel('Secret')
  expect(await typed.getAttribute('type')).toBe('password')
  const [line, look] = [await typed.boundingBox(), await form.getByLabel('Show').boundingBox()]
  expect(look?.y).toBeGreaterThan(line?.y ?? Number.POSITIVE_INFINITY)
  expect(look?.y).toBeLessThan((line?.y ?? 0) + (line?.height ?? 0))
  await form.getByLabel('Show').check()
  expect(await typed.getAttribute('type')).toBe('text')

  await form.getByLabel('Secret').fill(secret)
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await page.getByText('Anthropic is connected. Its history is being read.').waitFor()
  const drawer = page.getByRole('dialog', { name: 'Anthropic, Research' })
  await drawer.getByText('In use').waitFor()
  await drawer
    .getByText(/^Collected up to/)
    .first()
    .waitFor()
  const listed = page.getByRole('table', { name: 'Credentials' }).getByRole('row', { name: /Research/ })
  await listed.getByText(/^Fingerprint [0-9a-f]{8}$/).waitFor()
  expect(await axeViolations()).toEqual([])
  const left = await page.evaluate(
    'document.documentElement.outerHTML + location.href + JSON.stringify({ ...localStorage, ...sessionStorage }) + JSON.stringify([...document.querySelectorAll("input, textarea")].map(({ value }) => value))',
  )
  expect(left).toContain('Research')
  expect(left).not.toContain(secret)
})

it('one that cannot be asked now is kept unchecked when that is wanted, and removed by its name', async () => {
  const { page, goTo, axeViolations } = await here.signedIn('owner@demo.test', {
    refusals: /status of (4\d\d|503)/,
  })
  await goTo('/vendors/credentials?new=1&vendor=openrouter')
  const form = page.getByRole('dialog', { name: 'Connect OpenRouter' })
  here.stack.sandbox?.control.fault({ vendor: 'openrouter', mode: 'failing', status: 503 })
  await form.getByLabel('Label').fill('Later')
  await form.getByLabel('Secret').fill('sk-or-v1-0123456789abcdef')
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await form.getByText(/Nothing was kept/).waitFor()
  expect(await axeViolations()).toEqual([])
  await form.getByRole('button', { name: 'Keep it unchecked' }).click()
  await page.getByText('OpenRouter is kept unchecked.', { exact: false }).waitFor()
  here.stack.sandbox?.control.fault({ vendor: 'openrouter', mode: 'ok' })

  const drawer = page.getByRole('dialog', { name: 'OpenRouter, Later' })
  await drawer.getByRole('button', { name: 'Remove credential' }).click()
  const question = page.getByRole('dialog', { name: 'Remove Later?' })
  const remove = question.getByRole('button', { name: 'Remove credential' })
  expect(await remove.isDisabled()).toBe(true)
  await question.getByRole('textbox').fill('Late')
  expect(await remove.isDisabled()).toBe(true)
  await question.getByRole('textbox').fill('Later')
  await remove.click()
  await page.getByText('Later is removed with its secrets.', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'OpenRouter' }).waitFor({ state: 'detached' })
  // What held the focus is gone.
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Credentials')
})

it('a secret is checked, rotated only to one that the vendor takes, and paused', async () => {
  const secret = sandboxKeys(here.stack.secrets.sandboxSeed).openai
  const { page, goTo } = await here.signedIn()
  await goTo('/vendors/credentials')
  await page.getByRole('link', { name: /OpenAI \(sandbox\)/ }).click()
  const drawer = page.getByRole('dialog', { name: 'OpenAI, OpenAI (sandbox)' })
  await drawer.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('The vendor accepts OpenAI (sandbox).').waitFor()

  await drawer.getByLabel('New secret').fill('sk-admin-nobody-has-made-this-one')
  await drawer.getByRole('button', { name: 'Rotate' }).click()
  await drawer.getByText(/The vendor does not accept the credential/).waitFor()
  await drawer.getByLabel('New secret').fill(secret)
  await drawer.getByRole('button', { name: 'Rotate' }).click()
  await page.getByText('The new secret is in use.', { exact: false }).waitFor()
  expect(await drawer.getByLabel('New secret').inputValue()).toBe('')

  await drawer.getByRole('button', { name: 'Pause' }).click()
  await drawer.getByText('Paused', { exact: true }).waitFor()
  expect(await drawer.getByRole('button', { name: 'Sync now' }).isDisabled()).toBe(true)
  await drawer.getByRole('button', { name: 'Resume' }).click()
  await drawer.getByRole('button', { name: 'Pause' }).waitFor()
})

it('a viewer of credentials sees them masked and can change nothing', async () => {
  const { page, goTo, axeViolations } = await here.signedIn('analyst@demo.test')
  await goTo('/vendors/credentials?new=1&vendor=openai')
  await page.getByRole('link', { name: /OpenAI \(sandbox\)/ }).click()
  const drawer = page.getByRole('dialog', { name: 'OpenAI, OpenAI (sandbox)' })
  await drawer.getByText('Fingerprint').waitFor()
  expect(await drawer.getByRole('button').allTextContents()).toEqual(['', ''])
  expect(await axeViolations()).toEqual([])
})

/** The first credential that the sandbox takes for a vendor. */
function sandboxCredential(vendorId: string) {
  const { sandbox } = here.stack
  const vendor = sandbox?.control.vendors.find(({ id }) => id === vendorId)
  const [credential] = vendor?.credentials(`${sandbox?.url}/${vendorId}`) ?? []
  if (!credential) throw new Error(`the sandbox has no ${vendorId}`)
  return credential
}

it('what the vendor tells when it takes a secret is said at once, above the panel that opens', async () => {
  const { secret } = sandboxCredential('deepseek')
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/credentials?new=1&vendor=deepseek')
  const form = page.getByRole('dialog', { name: 'Connect DeepSeek' })
  expect(await form.getByLabel('Vendor').evaluate((field) => field === document.activeElement)).toBe(true)
  await form.getByLabel('Label').fill('Chat')
  await form.getByLabel('Secret').fill(secret)
  await form.getByRole('button', { name: 'Check and connect' }).click()
  const told = page.getByText('DeepSeek is connected. Balance: 18.42 USD and 3.00 CNY.')
  await told.waitFor()
  await page.getByRole('dialog', { name: 'DeepSeek, Chat' }).waitFor()
  expect(await axeViolations()).toEqual([])
  // A press that a panel above it would catch fails here.
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await told.waitFor({ state: 'detached' })
})

it('a service account is added to a key from a file, and a document that is none is told apart', async () => {
  const { secret, serviceAccount = '' } = sandboxCredential('gemini')
  const { page, goTo, axeViolations } = await here.signedIn()
  await goTo('/vendors/credentials?new=1&vendor=gemini')
  const form = page.getByRole('dialog', { name: 'Connect Gemini' })
  await form.getByLabel('Label').fill('Studio')
  await form.getByLabel('Secret').fill(secret)
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await page.getByText(/^Gemini is connected/).waitFor()

  const part = page.getByRole('region', { name: 'Service account' })
  await part.getByLabel('Or paste the document').fill('[]')
  await part.getByRole('button', { name: 'Add' }).click()
  await part.getByText('This is no JSON document.').waitFor()
  expect(await axeViolations()).toEqual([])
  const file = join(here.stack.dataDir, 'account.json')
  writeFileSync(file, serviceAccount)
  await part.getByLabel('Service-account file').setInputFiles(file)
  await part.getByText(/account\.json/).waitFor()
  await part.getByRole('button', { name: 'Add' }).click()
  await page.getByText('The service account is in use.').waitFor()
  expect(await part.getByLabel('Or paste the document').inputValue()).toBe('')
  const { client_email } = JSON.parse(serviceAccount) as { client_email: string }
  await page.getByRole('dialog').getByText(client_email).waitFor()

  await part.getByRole('button', { name: 'Remove' }).click()
  await page
    .getByRole('dialog', { name: 'Remove the service account?' })
    .getByRole('button', { name: 'Remove' })
    .click()
  await page.getByText('The service account is removed.').waitFor()
  await page.getByRole('dialog').getByText(client_email).waitFor({ state: 'detached' })
})

it('where the secret is a document, it is taken as a file, beside settings that are checked as declared', async () => {
  const { secret, settings = {} } = sandboxCredential('vertex')
  const { page, goTo } = await here.signedIn()
  await goTo('/vendors/credentials?new=1&vendor=vertex')
  const form = page.getByRole('dialog', { name: 'Connect Vertex AI' })
  const file = join(here.stack.dataDir, 'vertex.json')
  writeFileSync(file, secret)
  await form.getByLabel('Label').fill('Clinical')
  await form.getByLabel('Service-account file').setInputFiles(file)
  await form.getByText(/vertex\.json/).waitFor()
  await form.getByLabel('Projects (optional)').fill('NO PROJECT!')
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await form.getByText(/^This is no Projects/).waitFor()
  await form.getByLabel('Projects (optional)').fill(settings.project_ids ?? '')
  await form.getByRole('button', { name: 'Check and connect' }).click()
  await page.getByText(/^Vertex AI is connected/).waitFor()
})
