import { expect, it } from 'vitest'
import { awsHeaders } from './sigv4.ts'

it('signs as the published suite does (post-vanilla) where the product runs', async () => {
  const headers = await awsHeaders(
    { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    { region: 'us-east-1', service: 'service' },
    { method: 'POST', url: new URL('https://example.amazonaws.com/'), headers: {}, body: '' },
    Date.parse('2015-08-30T12:36:00Z'),
  )
  expect(headers.authorization).toMatch(
    /Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b$/,
  )
})
