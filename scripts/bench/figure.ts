import type { Instance } from './instance.ts'

/** One measured number. `baseline` is what the same machine does in the same run without the product. */
export type Reading = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline?: number
}

/** So many events are stored; `label` stands in the figure's name. */
export type Size = { readonly label: string; readonly rows: number }

/** What a figure measures with. */
export type Bench = {
  /** Smaller amounts, to see that it works; the numbers mean little. */
  readonly isQuick: boolean
  /** How many events the figures over stored events are measured with. */
  readonly sizes: readonly Size[]
  /** A folder with real texts, when one was given. */
  readonly data: string | null
  /** An empty folder that goes away with the figure. */
  folder(): string
  /** An instance of its own, with an empty data folder, that ends with the figure. */
  instance(): Promise<Instance>
  /** Runs at the end of the figure, whatever happens; the last first. */
  later(undo: () => Promise<unknown> | unknown): void
  /** Tells whoever watches what lies behind a number. */
  note(text: string): void
}

export type Figure = {
  /** What `--only` takes. */
  readonly name: string
  readonly summary: string
  measure(bench: Bench): Promise<readonly Reading[]>
}

/** Declares a figure. */
export function figure(declaration: Figure): Figure {
  return Object.freeze(declaration)
}
