// The steps of a JSON path.

export type JsonPathStep =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  /** `deep`: the next step wherever it leads to something. */
  | { readonly kind: 'wildcard' | 'deep' | 'length' }
  /** A function that there is none of. */
  | { readonly kind: 'unknown'; readonly name: string }

/** The path leads nowhere, or is none. */
export class JsonPathFailure extends Error {
  override readonly name = 'JsonPathFailure'
  readonly errorClass: string
  constructor(errorClass: string, message: string) {
    super(message)
    this.errorClass = errorClass
  }
}

/** A step of indexes as Jayway writes it. */
export const stepFragment = (step: JsonPathStep): string | undefined =>
  step.kind === 'indexes' ? `[${step.indexes.join(',')}]` : undefined
