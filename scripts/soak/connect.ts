import type { Stack } from '../embedded/stack.ts'
import type { SandboxCredential } from '../sandbox/wire.ts'

/** Connects credentials as a person does, through the API, as the demo's owner. Errors: throws with the refusal. */
export async function connect(
  stack: Stack,
  wanted: readonly { vendorId: string; credential: SandboxCredential }[],
): Promise<void> {
  const { cookie, csrf } = await signIn(stack)
  for (const { vendorId, credential } of wanted) {
    const { kind, secret, serviceAccount, settings = {} } = credential
    const response = await fetch(`${stack.url}/api/v1/keys`, {
      method: 'POST',
      headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      body: JSON.stringify({
        vendor_id: vendorId,
        kind,
        label: `${vendorId} ${kind}`,
        secret,
        settings,
        ...(serviceAccount === undefined ? {} : { service_account: serviceAccount }),
      }),
    })
    if (!response.ok) throw new Error(`${vendorId} was not connected: ${await response.text()}`)
  }
}

async function signIn({ url, seeded }: Stack): Promise<{ cookie: string; csrf: string }> {
  const response = await fetch(`${url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@demo.test', password: seeded.demoPassword }),
  })
  if (!response.ok) throw new Error(`signing in answered ${response.status}`)
  const cookie = response.headers
    .getSetCookie()
    .map((each) => each.slice(0, each.indexOf(';')))
    .join('; ')
  const { csrf_token } = (await response.json()) as { csrf_token: string }
  return { cookie, csrf: csrf_token }
}

/** Calls of the API as the demo's owner. Errors: throws with what was answered instead of success. */
export async function signedIn(
  stack: Stack,
): Promise<(method: string, path: string, body?: unknown) => Promise<unknown>> {
  const { cookie, csrf } = await signIn(stack)
  return async (method, path, body) => {
    const response = await fetch(`${stack.url}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} answered ${await response.text()}`)
    return response.json()
  }
}
