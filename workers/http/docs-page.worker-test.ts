import { expect, test } from 'vitest'
import { docsPage } from './docs-page.ts'
import type { OpenApi } from './openapi.ts'

const operation = (summary: string) =>
  ({ summary, 'x-permission': 'events:read' }) as OpenApi['paths'][string][string]
const page = (paths: OpenApi['paths']) =>
  docsPage({
    openapi: '3.1.0',
    info: { title: 'AegisFlow', version: '1', description: 'What it is.' },
    servers: [{ url: 'https://aegis.example/api/v1' }],
    paths,
    components: {},
  })

test('what stands between backticks is code, and is text all the same', () => {
  const html = page({ '/sql': { post: operation('Format by `?format=<name>` & `Accept`.') } })
  expect(html).toContain('Format by <code>?format=&lt;name&gt;</code> &amp; <code>Accept</code>.')
  expect(html).not.toContain('`')
  expect(page({ '/sql': { post: operation('A lone ` stays') } })).toContain('A lone ` stays')
})

test('operations stand by their resource, and each resource is a link away', () => {
  const html = page({
    '/events/{id}': { get: operation('One event.') },
    '/audit': { get: operation('The ledger.') },
    '/events': { delete: operation('None.'), get: operation('Events.') },
  })
  expect([...html.matchAll(/<section id="(\w+)"/g)].map(([, name]) => name)).toEqual(['audit', 'events'])
  expect(html).toContain('<a href="#events">events</a>')
  const events = html.slice(html.indexOf('<section id="events"'))
  const told = [...events.matchAll(/<p>([^<]*)<\/p>/g)].map(([, summary]) => summary)
  expect(told).toEqual(['Events.', 'None.', 'One event.'])
})
