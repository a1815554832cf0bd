import type { OpenApi } from './openapi.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

/** A sentence with what stands between backticks as code. */
const prose = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')

type Operation = { method: string; path: string } & OpenApi['paths'][string][string]

const methods = ['get', 'post', 'put', 'patch', 'delete']
const rankOf = ({ method }: Operation): number => methods.indexOf(method)

/** The API document as a page without script: every operation by its resource, who may call it and its shapes. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]): Operation => ({ method, path, ...operation })),
  )
  operations.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : rankOf(a) - rankOf(b)))
  const resources = Map.groupBy(operations, ({ path }) => path.split('/')[1] ?? '')
  const names = [...resources.keys()].sort()
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
<header>
<a class="brand" href="/"><img src="/favicon.svg" alt="" width="24" height="24">${escaped(document.info.title)}</a>
<a href="/api/v1/openapi.json">openapi.json</a>
</header>
<div class="columns">
<nav aria-label="Resources">
<ul>
${names.map((name) => `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`).join('\n')}
</ul>
</nav>
<main>
<h1>${escaped(document.info.title)} API</h1>
<p class="lead">${prose(document.info.description)} Addresses are below <code>${escaped(document.servers[0]?.url ?? '')}</code>.
Programs call with an API key as bearer token, or with the cookie of a session.</p>
${names.map((name) => section(name, resources.get(name) ?? [])).join('\n')}
</main>
</div>
</body>
</html>`
}

const section = (name: string, operations: readonly Operation[]): string => `<section id="${escaped(name)}">
<h2>${escaped(name)}</h2>
${operations.map(article).join('\n')}
</section>`

function article({ method, path, summary, 'x-permission': permission, ...shapes }: Operation): string {
  return `<article>
<h3><code><b class="method method-${escaped(method)}">${escaped(method.toUpperCase())}</b> ${escaped(path)}</code></h3>
<p>${prose(summary)}</p>
<p class="access">Access: <code>${escaped(permission)}</code></p>
<details><summary>Shapes<span class="unseen"> of ${escaped(method.toUpperCase())} ${escaped(path)}</span></summary><pre tabindex="0" role="region" aria-label="Shapes of ${escaped(method.toUpperCase())} ${escaped(path)}">${escaped(JSON.stringify(shapes, null, 2))}</pre></details>
</article>`
}
