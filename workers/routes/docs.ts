import { ok } from '../../analytics/result.ts'
import { docsPage } from '../http/docs-page.ts'
import { openApi } from '../http/openapi.ts'
import { rawRoute } from '../http/route.ts'

export const openApiDocument = rawRoute('GET /openapi.json', {
  summary: 'This API as an OpenAPI 3.1 document.',
  public: 'It describes shapes, not data, and client generators read it without a key.',
  handle: async ({ url, routes }) =>
    ok(Response.json(openApi(routes, url.origin), { headers: { 'cache-control': 'public, max-age=300' } })),
})

export const docs = rawRoute('GET /docs', {
  summary: 'This API as a page for people.',
  public: 'It describes shapes, not data.',
  handle: async ({ url, routes }) => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=300' }
    return ok(new Response(docsPage(openApi(routes, url.origin)), { headers }))
  },
})
