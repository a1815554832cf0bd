/** What one tool did on one kind of label in one set. Units: counts. */
export type Row = {
  readonly set: string
  readonly type: string
  readonly tier?: string
  readonly tool: string
  readonly truePositive: number
  /** NaN where the labels are too incomplete to tell. */
  readonly falsePositive: number
  readonly falseNegative: number
  /** Labels of the type; for a set that holds nothing to find, texts or units of text. */
  readonly n: number
}

/** One labelled set and how every tool is measured on it. */
export type Evaluation = {
  /** What `--only` takes. */
  readonly name: string
  measure(dataDir: string): Promise<readonly Row[]>
}

/** Declares an evaluation. */
export function evaluation(declaration: Evaluation): Evaluation {
  return Object.freeze(declaration)
}
