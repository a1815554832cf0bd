import type { OpenApi } from './openapi.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

/** The API document as a page without script: every operation, who may call it and its shapes. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { summary, 'x-permission': permission, ...shapes } = operation
      return `<article>
<h2><code><b>${method.toUpperCase()}</b> ${escaped(path)}</code></h2>
<p>${escaped(summary)}</p>
<p>Access: <code>${escaped(permission)}</code></p>
<details><summary>Shapes</summary><pre tabindex="0">${escaped(JSON.stringify(shapes, null, 2))}</pre></details>
</article>`
    }),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · ${escaped(document.info.title)}</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<main>
<h1>${escaped(document.info.title)} API</h1>
<p>${escaped(document.info.description)} Addresses are below <code>${escaped(document.servers[0]?.url ?? '')}</code>.
The machine-readable form is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
${operations.join('\n')}
</main>
</body>
</html>`
}
