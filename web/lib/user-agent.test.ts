import { expect, test } from 'vitest'
import { userAgentName } from './user-agent.ts'

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/153.0.0.0 Safari/537.36',
    'Chrome on Linux',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15.0; rv:148.0) Gecko/20100101 Firefox/148.0', 'Firefox on macOS'],
  ['curl/8.9.1', 'curl'],
  ['node', 'node'],
  [' ', 'Unknown'],
  ['x'.repeat(300), 'x'.repeat(60)],
])('%j is %j', (userAgent, name) => {
  expect(userAgentName(userAgent)).toBe(name)
})
