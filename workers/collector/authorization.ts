import { utf8 } from '../vault/encoding.ts'
import type { VendorContext } from './vendor.ts'

type Authorization = { authorization: string }

/** The usual header of a vendor that takes its key as a bearer token. */
export function bearer({ secret }: Pick<VendorContext, 'secret'>): Authorization {
  return bearerOf(secret.reveal())
}

/** The header for a token that was given for the key. */
export function bearerOf(token: string): Authorization {
  return { authorization: `Bearer ${token}` }
}

/** The header of Basic authentication. */
export function basic(name: string, password: string): Authorization {
  return { authorization: `Basic ${btoa(String.fromCharCode(...utf8(`${name}:${password}`)))}` }
}
