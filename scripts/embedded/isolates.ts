import type { convertV4MiniflareOptions } from 'miniflare'

export type WorkerOptions = Extract<
  Parameters<typeof convertV4MiniflareOptions>[0],
  { workers: unknown }
>['workers'][number]

const consoleName = 'console'

/**
 * The Worker, beside it the files of the console, which only it asks, and when a twin is wanted the same Worker again with
 * the objects of the first. Miniflare puts two more isolates on the same thread in front of a Worker that has assets of
 * its own; a single call then costs half as much again.
 */
export function isolates(worker: WorkerOptions, isTwin: boolean): WorkerOptions[] {
  const { assets, ...declared } = worker
  if (assets === undefined) throw new Error('wrangler.toml declares no console')
  const { directory, assetConfig = {} } = assets
  const first = { ...declared, serviceBindings: { ...declared.serviceBindings, ASSETS: consoleName } }
  const files: WorkerOptions = {
    name: consoleName,
    modules: [{ type: 'ESModule', path: 'index.js', contents: 'export default {}' }],
    assets: { directory, assetConfig },
  }
  return isTwin ? [first, files, twinOf(first)] : [first, files]
}

function twinOf(worker: WorkerOptions): WorkerOptions {
  const objects = Object.entries(worker.durableObjects ?? {}).map(([binding, declared]) => [
    binding,
    { ...(typeof declared === 'string' ? { className: declared } : declared), scriptName: worker.name },
  ])
  const durableObjects = Object.fromEntries(objects) as NonNullable<WorkerOptions['durableObjects']>
  return { ...worker, name: 'twin', durableObjects, queueConsumers: {} }
}
