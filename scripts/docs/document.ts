/** A page of `docs/` that is made from the code. */
export type Document = {
  /** Its path below the repository. */
  readonly path: string
  readonly render: () => Promise<string>
}

/** Declares a generated page. */
export function document(declaration: Document): Document {
  return Object.freeze(declaration)
}
