/** Why a publication or a question to a target came to nothing. */
export type TargetError =
  | { readonly tag: 'unreachable'; readonly url: string; readonly message: string }
  | { readonly tag: 'refused'; readonly message: string; readonly detail?: string }
  | { readonly tag: 'not-found'; readonly what: string }
  | { readonly tag: 'unknown-outcome'; readonly message: string }
