import { useEffect, useMemo } from 'preact/hooks'

/** A model that lives as long as the component which made it. */
export function useModel<Model extends { dispose(): void }>(create: () => Model): Model {
  const model = useMemo(create, [])
  useEffect(() => () => model.dispose(), [model])
  return model
}
