import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { reloadOnce } from '../lib/reload-once.ts'
import { Button } from './button.tsx'
import { EmptyState } from './states.tsx'

type Load<Props> = () => Promise<ComponentType<Props>>

type DeferredProps<Props> = {
  load: Load<Props>
  props: Props
  fallback: ComponentChildren
  onShown?: () => void
  /** Whether the page may be loaded anew by itself when the chunk is gone: where nothing has been typed yet. */
  reloads?: boolean
}

/** What has been fetched once is drawn at once the next time. */
const fetchedByLoad = new WeakMap<object, unknown>()

/** The map keeps component and loader together, so what a loader left there has the loader's props. */
function fetchedBefore<Props>(load: Load<Props>): ComponentType<Props> | null {
  return (fetchedByLoad.get(load) as ComponentType<Props> | undefined) ?? null
}

/** A component from a chunk of its own; `fallback` keeps its place until it is there. Another `load` needs another `key`. */
export function Deferred<Props extends object>(deferred: DeferredProps<Props>) {
  const { load, props, fallback, onShown, reloads = false } = deferred
  const [Content, setContent] = useState(() => fetchedBefore(load))
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    if (Content !== null) return
    load().then(
      (component) => {
        fetchedByLoad.set(load, component)
        setContent(() => component)
      },
      async () => {
        if (!reloads || !(await reloadOnce())) setFailed(true)
      },
    )
  }, [])

  useLayoutEffect(() => {
    if (Content !== null) onShown?.()
  }, [Content])

  if (Content !== null) return <Content {...props} />
  return failed ? <ChunkMissing /> : fallback
}

/** A new version of the console takes the chunks of the old one away; loading the page anew mends that. */
function ChunkMissing() {
  return (
    <EmptyState icon="refresh" title="This part could not be fetched">
      <p>The console may have been updated, or the connection was lost.</p>
      <p>
        <Button icon="refresh" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </p>
    </EmptyState>
  )
}
