/**
 * What is hashed in place of a password: the SHA-256 of its UTF-8 in hex. The Argon2 library (0.5.28, November 2026)
 * takes the number of UTF-16 units for the number of bytes and ends at a NUL, so that of a password beyond ASCII
 * only the beginning would count.
 */
export async function passwordText(password: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(password))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
