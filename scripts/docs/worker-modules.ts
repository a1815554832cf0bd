import { registerHooks } from 'node:module'

const stand = (source: string) => ({
  url: `data:text/javascript,${encodeURIComponent(source)}`,
  shortCircuit: true,
})

/**
 * Lets Node read the Worker's declarations: what only workerd has is replaced by empty stands, since nothing of it runs.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'cloudflare:workers') {
      return stand('export class DurableObject {}; export class WorkerEntrypoint {}; export const env = {}')
    }
    if (specifier.startsWith('cloudflare:')) return stand('export const connect = undefined')
    if (specifier.includes('.wasm')) return stand('export default {}')
    return next(specifier, context)
  },
})
