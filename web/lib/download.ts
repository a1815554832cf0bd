/** Has the browser keep a text as a file. */
export function saveText(fileName: string, text: string, type = 'text/plain'): void {
  saveBlob(fileName, new Blob([text], { type }))
}

/** Has the browser keep bytes as a file. */
export function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  follow(url, fileName)
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url))
}

/** Has the browser keep what the server streams at `href`. */
export function saveFrom(href: string): void {
  follow(href, '')
}

function follow(href: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
}
