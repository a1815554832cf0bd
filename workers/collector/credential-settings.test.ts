import { describe, expect, it } from 'vitest'
import { ok } from '../../analytics/result.ts'
import { addressSettings, checkedSettings } from './credential-settings.ts'
import { type CredentialKind, type Vendor, vendor } from './vendor.ts'

const guard = { AEGISFLOW_ALLOW_CUSTOMER_HOSTS: 'ollama.corp:11434' }

const kind = (settings: CredentialKind['settings']): CredentialKind => ({
  kind: 'key',
  label: 'Key',
  hint: /^k/,
  help: '',
  settings,
})
const setting = (name: string, pattern: RegExp, required = false) => ({
  name,
  label: name,
  help: 'Look there.',
  pattern,
  required,
})
const vendorWith = (apis: Vendor['apis'], settings: CredentialKind['settings']): Vendor =>
  vendor({
    id: 'one',
    label: 'One',
    apis,
    credentialKinds: [kind(settings)],
    units: { money: '', time: '' },
    validate: async () => ok({ accountRef: null }),
    streams: [],
    absent: {},
  })
const region = setting('region', /[a-z]{2}-\d/, true)
const regional = vendorWith({ api: { default: 'https://x.{region}.vendor.com', env: 'X' } }, [
  region,
  setting('note', /\d+/g),
])
const own = vendorWith({ api: { default: '{base_url}/api', env: 'X' } }, [
  setting('base_url', /https?:\/\/.+/, true),
])
const check = (given: Record<string, string>, of = regional) =>
  checkedSettings(guard, of, of.credentialKinds[0] as CredentialKind, given)
const pathsOf = (result: ReturnType<typeof check>) =>
  result.ok ? [] : result.failure.map(({ path }) => path)

describe('the settings of a credential', () => {
  it('are kept as given, and those left empty are not', () => {
    expect(check({ region: 'eu-1', note: '' })).toEqual(ok({ region: 'eu-1' }))
    expect(check({ region: 'eu-1', note: '12' })).toEqual(ok({ region: 'eu-1', note: '12' }))
    expect(check({ region: 'eu-1', note: '12' })).toEqual(ok({ region: 'eu-1', note: '12' }))
  })

  it.each([
    ['missing', {}, ['settings.region']],
    ['empty where needed', { region: '' }, ['settings.region']],
    ['longer than their pattern', { region: 'eu-1x' }, ['settings.region']],
    ['of another line behind a right one', { region: 'eu-1\nevil' }, ['settings.region']],
    ['unknown', { region: 'eu-1', other: 'x' }, ['settings.other']],
    ['wrong together', { region: 'EU', note: 'x' }, ['settings.region', 'settings.note']],
  ])('are refused when they are %s', (_what, given, paths) => {
    expect(pathsOf(check(given as Record<string, string>))).toEqual(paths)
  })

  it('never reach out of the host that they are part of', () => {
    const loose = vendorWith({ api: { default: 'https://x.{region}.vendor.com', env: 'X' } }, [
      setting('region', /.+/),
    ])
    for (const value of ['evil.com/', 'a.b', 'a@evil.com', 'a#', '..'])
      expect(pathsOf(check({ region: value }, loose))).toEqual(['settings.region'])
    expect(check({ region: 'eu-1' }, loose).ok).toBe(true)
  })

  it.each([
    'http://example.com',
    'https://10.0.0.1',
    'https://localhost',
    'https://169.254.169.254/latest',
    'https://[::1]',
    'https://0x7f000001',
    'https://app-10-0-0-1.nip.io',
    'http://ollama.corp:11435',
    'https://user:pass@example.com',
    'https://',
  ])('that name an own address refuse %s', (base_url) => {
    expect(pathsOf(check({ base_url }, own))).toEqual(['settings.base_url'])
  })

  it.each(['https://example.com', 'http://ollama.corp:11434'])(
    'that name an own address take %s',
    (base_url) => {
      expect(check({ base_url }, own)).toEqual(ok({ base_url }))
    },
  )

  it('that name an own address are needed where the vendor says so, and only there', () => {
    expect(check({}, own)).toEqual({
      ok: false,
      failure: [{ path: 'settings.base_url', message: 'base_url is missing.' }],
    })
    const optional = vendorWith(own.apis, [setting('base_url', /https?:\/\/.+/)])
    expect(check({}, optional)).toEqual(ok({}))
    expect(pathsOf(check({ base_url: 'https://10.0.0.1' }, optional))).toEqual(['settings.base_url'])
  })

  it('that decide where a secret is sent are known', () => {
    expect([[...addressSettings(regional)], [...addressSettings(own)]]).toEqual([['region'], ['base_url']])
  })
})
