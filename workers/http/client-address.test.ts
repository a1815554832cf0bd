import { describe, expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'
import { addressBlock, addressText, isWithin, parseAddress, parseNetwork, parseNetworks } from './networks.ts'

const asked = (headers: Record<string, string>, proxies?: string): string =>
  clientAddress(
    new Request('http://api/', { headers }),
    proxies === undefined ? {} : { TRUSTED_PROXIES: proxies },
  )
const proxied = (forwarded: string, peer = '10.0.0.1'): string =>
  asked({ 'cf-connecting-ip': peer, 'x-forwarded-for': forwarded }, '10.0.0.0/8, fd00::/8')

describe('the address of a caller', () => {
  it('is what the platform says', () => {
    expect(asked({ 'cf-connecting-ip': '203.0.113.7' })).toBe('203.0.113.7')
    expect(asked({ 'cf-connecting-ip': '2001:DB8::1' })).toBe('2001:db8:0:0:0:0:0:1')
    expect(asked({ 'cf-connecting-ip': '::ffff:203.0.113.7' })).toBe('203.0.113.7')
  })

  it.each([{}, { 'cf-connecting-ip': 'somewhere' }, { 'x-forwarded-for': '203.0.113.7' }])(
    'is unknown with %j',
    (headers) => expect(asked(headers as Record<string, string>, '0.0.0.0/0')).toBe('unknown'),
  )

  it('is never taken from X-Forwarded-For of someone who is no listed proxy', () => {
    expect(proxied('198.51.100.9', '203.0.113.7')).toBe('203.0.113.7')
    expect(asked({ 'cf-connecting-ip': '10.0.0.1', 'x-forwarded-for': '198.51.100.9' })).toBe('10.0.0.1')
    expect(proxied('198.51.100.9', '11.0.0.1')).toBe('11.0.0.1')
  })

  it('is the rightmost hop that is no listed proxy, whatever was written left of it', () => {
    expect(proxied('198.51.100.9')).toBe('198.51.100.9')
    expect(proxied('1.1.1.1, 198.51.100.9, 10.9.9.9')).toBe('198.51.100.9')
    expect(proxied('1.1.1.1, 2001:db8::5, fd00::7')).toBe('2001:db8:0:0:0:0:0:5')
    expect(proxied('198.51.100.9:51234')).toBe('198.51.100.9')
    expect(proxied('[2001:db8::5]:443')).toBe('2001:db8:0:0:0:0:0:5')
  })

  it('is the last proxy that is known when nothing readable stands before it', () => {
    expect(proxied('')).toBe('10.0.0.1')
    expect(proxied('198.51.100.9, unknown, 10.9.9.9')).toBe('10.9.9.9')
    expect(proxied('10.2.2.2')).toBe('10.2.2.2')
  })

  it('is not guessed from a list of proxies that cannot be read', () => {
    expect(() => asked({ 'cf-connecting-ip': '10.0.0.1' }, '10.0.0.0/33')).toThrow('TRUSTED_PROXIES')
  })
})

describe('networks', () => {
  it.each(['1.2.3', '256.1.1.1', '1.2.3.4.5', '', 'a', ':', 'g::1', '::1::', '1.2.3.4/8', '::1%eth0'])(
    '%j is no address',
    (text) => expect(parseAddress(text)).toBeNull(),
  )

  it.each(['10.0.0.0/33', '::/129', '10.0.0.0/', '/8', '10.0.0.0/-1', 'a/8'])('%j is no range', (text) => {
    expect(parseNetwork(text)).toBeNull()
    expect(parseNetworks(`10.0.0.1,${text}`)).toBeNull()
  })

  it('hold what shares their prefix and nothing else', () => {
    const inside = (address: string, network: string): boolean => {
      const [one, other] = [parseAddress(address), parseNetworks(network)]
      return one !== null && other !== null && isWithin(one, other)
    }
    expect(inside('10.255.255.255', '10.0.0.0/8')).toBe(true)
    expect(inside('11.0.0.0', '10.0.0.0/8')).toBe(false)
    expect(inside('192.0.2.128', '192.0.2.129/31')).toBe(true)
    expect(inside('192.0.2.127', '192.0.2.129/31')).toBe(false)
    expect(inside('192.0.2.1', '192.0.2.1')).toBe(true)
    expect(inside('2001:db8:0:1::9', '2001:db8:0:1::/64')).toBe(true)
    expect(inside('2001:db8:0:2::9', '2001:db8:0:1::/64')).toBe(false)
    expect(inside('203.0.113.7', '::/0')).toBe(false)
    expect(inside('203.0.113.7', '0.0.0.0/0')).toBe(true)
    expect(inside('203.0.113.7', '')).toBe(false)
  })

  it('count an IPv6 subscriber as one, and every IPv4 address for itself', () => {
    expect(addressBlock('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2:0:0:0:0/64')
    expect(addressBlock('2001:db8:1:2:ffff::')).toBe(addressBlock('2001:db8:1:2::1'))
    expect(addressBlock('2001:db8:1:3::1')).not.toBe(addressBlock('2001:db8:1:2::1'))
    expect(addressBlock('203.0.113.7')).toBe('203.0.113.7')
    expect(addressBlock('unknown')).toBe('unknown')
  })

  it('print in one spelling', () => {
    for (const text of ['::1', '0:0:0:0:0:0:0:1', '::0001']) {
      const address = parseAddress(text)
      expect(address && addressText(address)).toBe('0:0:0:0:0:0:0:1')
    }
  })
})
