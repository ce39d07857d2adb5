import type { editor } from 'monaco-editor/editor'
import type { Translate } from '../../i18n/translate.ts'

export interface SqlTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** What the names in an editor can mean: the nodes that lead to it, in a whole script all of them. */
export interface SqlScope {
  readonly kind: 'query' | 'condition' | 'script'
  readonly inputs: readonly SqlTable[]
  readonly t: Translate
}

const scopes = new WeakMap<editor.ITextModel, SqlScope>()

export const setScope = (model: editor.ITextModel, scope: SqlScope): void => {
  scopes.set(model, scope)
}
export const scopeOf = (model: editor.ITextModel): SqlScope | undefined => scopes.get(model)
