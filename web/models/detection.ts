import { type Resource, resource } from './resource.ts'

const refreshIntervalMs = 30_000

/** Something that detectors found, kept fresh while somebody looks. */
export function detectionModel<Data>(fetchData: (signal: AbortSignal) => Promise<Data>): Resource<Data> {
  const found = resource(fetchData)
  const refresh = () => {
    if (document.visibilityState === 'visible') void found.load()
  }
  const timer = setInterval(refresh, refreshIntervalMs)
  void found.load()
  return {
    ...found,
    dispose() {
      clearInterval(timer)
      found.dispose()
    },
  }
}
