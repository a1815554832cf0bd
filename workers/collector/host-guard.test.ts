import { describe, expect, it } from 'vitest'
import { privateHosts, refusal } from './host-guard.ts'

const refused = (url: string, allowed = '') => refusal(new URL(url), privateHosts(allowed))

describe('refusal', () => {
  it.each([
    'https://api.openai.com/v1',
    'https://api.openai.com.:8443/v1',
    'https://8.8.8.8/',
    'https://172.15.255.255/',
    'https://172.32.0.0/',
    'https://100.63.255.255/',
    'https://100.128.0.0/',
    'https://169.253.255.255/',
    'https://198.20.0.0/',
    'https://223.255.255.255/',
    'https://[2606:4700::1111]/',
    'https://[2001:4860:4860::8888]/',
    'https://mylocal.example/',
    'https://internal.example/',
    'https://8.8.8.8.nip.io/',
    'https://app-8-8-8-8.sslip.io/',
    'https://www.172-32-0-0.nip.io./',
    'https://11.0.0.1.xip.io/',
    'https://127.0.0.1.nip.io.example/',
    'https://10-0-0-1.example.com/',
    'https://mynip.io/',
    'https://127-0-0-1.mynip.io/',
    'https://mylocaltest.me/',
  ])('lets %s pass', (url) => {
    expect(refused(url)).toBeNull()
  })

  it.each([
    'http://api.openai.com/v1',
    'ftp://api.openai.com/',
    'https://user:pass@api.openai.com/',
    'https://key@api.openai.com/',
    'https://:pass@api.openai.com/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://metadata.google.internal./',
    'https://router.home.arpa/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://１２７.0.0.1/',
    'https://0/',
    'https://10.255.255.255/',
    'https://100.64.0.0/',
    'https://100.127.255.255/',
    'https://169.254.169.254/latest/meta-data',
    'https://172.16.0.0/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://198.19.255.255/',
    'https://203.0.113.7/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[fc00::1]/',
    'https://[fd12:3456::1]/',
    'https://[fe80::1]/',
    'https://[ff02::1]/',
    'https://[2001:db8::1]/',
    'https://[2001::1]/',
    'https://[2002:7f00:1::]/',
    'https://[3fff::1]/',
    'https://127.0.0.1.nip.io/',
    'https://127-0-0-1.nip.io/',
    'https://app.10.0.0.1.nip.io/',
    'https://customer1-app-10-0-0-1.NIP.io./',
    'https://www-192-168-0-1.sslip.io/',
    'https://172.31.255.255.sslip.io/',
    'https://169-254-169-254.sslip.io/latest/meta-data',
    'https://10.8.8.8.8.nip.io/',
    'https://8.8.8.8.10.0.0.1.nip.io/',
    'https://127.0.0.1.8-8-8-8.nip.io/',
    'https://010.0.0.1.nip.io/',
    'https://7f000001.nip.io/',
    'https://app-7f000001.8.8.8.8.nip.io/',
    'https://--1.sslip.io/',
    'https://fdaa-bb-8-8-8-8-a-b.sslip.io/',
    'https://anything.traefik.me/',
    'https://nip.io/',
    'https://localtest.me/',
    'https://app.localtest.me/',
    'https://a.lvh.me/',
    'https://7f000001.08080808.rbndr.us/',
  ])('stops %s', (url) => {
    expect(refused(url)).not.toBeNull()
  })

  it.each([
    ['0.0.0.0', '0.255.255.255', null, '1.0.0.0'],
    ['10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
    ['100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
    ['127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
    ['169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
    ['172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
    ['192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
    ['192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
    ['192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
    ['192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
    ['198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
    ['198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
    ['203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
    ['224.0.0.0', '255.255.255.255', '223.255.255.255', null],
    ['[2001::]', '[2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff]', '[2000:ffff::1]', '[2001:200::]'],
    ['[2001:db8::]', '[2001:db8:ffff:ffff::1]', '[2001:db7:ffff::1]', '[2001:db9::]'],
    ['[2002::]', '[2002:ffff:ffff:ffff::1]', '[2001:ffff:ffff::1]', '[2003::]'],
    ['[3fff::]', '[3fff:fff:ffff:ffff::1]', '[3ffe:ffff:ffff::1]', '[3fff:1000::]'],
  ])('stops all from %s to %s, and nothing beside it', (first, last, below, above) => {
    for (const host of [first, last]) expect(refused(`https://${host}/`)).toBe('a private or reserved host')
    for (const host of [below, above]) expect(host && refused(`https://${host}/`)).toBeNull()
  })

  it('lets a listed host pass on the port listed, over http as well', () => {
    expect(refused('http://127.0.0.1:8787/x', '127.0.0.1:8787')).toBeNull()
    expect(refused('http://127.0.0.1:8788/x', '127.0.0.1:8787')).not.toBeNull()
    expect(refused('https://127.0.0.1/x', '127.0.0.1:443')).toBeNull()
    expect(refused('http://127.0.0.1/x', '127.0.0.1:443')).not.toBeNull()
    expect(refused('http://127.0.0.1/x', '127.0.0.1:80')).toBeNull()
  })

  it('lets no other scheme pass to a listed host', () => {
    expect(refused('ftp://127.0.0.1/', '127.0.0.1')).not.toBeNull()
  })

  it('lets a host listed without a port pass on every port', () => {
    const listed = ' Gateway.Internal , [::1]'
    expect(refused('http://gateway.internal:1234/', listed)).toBeNull()
    expect(refused('http://[::1]:9/', listed)).toBeNull()
    expect(refused('http://other.internal/', listed)).not.toBeNull()
    expect(refused('http://sub.gateway.internal/', listed)).not.toBeNull()
  })

  it('takes nothing from entries that are no host', () => {
    expect(privateHosts(', ,http://127.0.0.1,127.0.0.1/path,a@127.0.0.1,127.0.0.1?x,127.0.0.1:x')).toEqual([])
  })
})
