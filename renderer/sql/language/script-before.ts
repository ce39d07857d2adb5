import { editor, Uri } from 'monaco-editor/editor'
import { scopeOf } from './sql-scope.ts'

const SCHEME = 'script-before'
const owners = new Map<string, editor.ITextModel>()
let count = 0

/**
 * What stands before a text as a document of its own, so that the editor can lead into it. Nobody sees it whole:
 * whoever goes there is shown the node that has made the place.
 */
export function scriptBefore(model: editor.ITextModel): editor.ITextModel | undefined {
  const scope = scopeOf(model)
  if (scope === undefined) return undefined
  const { before } = scope.around()
  const known = [...owners].find(([, owner]) => owner === model)?.[0]
  const kept = known === undefined ? null : editor.getModel(Uri.parse(known))
  if (kept !== null) {
    if (kept.getValue() !== before) kept.setValue(before)
    return kept
  }
  const uri = Uri.parse(`${SCHEME}:${++count}`)
  const made = editor.createModel(before, model.getLanguageId(), uri)
  owners.set(uri.toString(), model)
  model.onWillDispose(() => {
    owners.delete(uri.toString())
    made.dispose()
  })
  return made
}

/** Going to such a place shows its node. */
export const nodeOpener: editor.ICodeEditorOpener = {
  openCodeEditor(_source, resource, place) {
    const owner = owners.get(resource.toString())
    const script = editor.getModel(resource)
    const scope = owner && scopeOf(owner)
    if (scope === undefined || script === null || place === undefined) return false
    const at = 'lineNumber' in place ? place : { lineNumber: place.startLineNumber, column: place.startColumn }
    const node = scope.around().nodeAt(script.getOffsetAt(at))
    if (node !== undefined) scope.open(node)
    return true
  },
}
