import type { editor } from 'monaco-editor/editor'
import type { Answers, EditedText, Question } from '../../../app/language/question.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { EditorProblem } from '../editor-problems.ts'
import { openLanguageLine } from './language-service.ts'
import type { Around } from './script-around.ts'

export interface SqlTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** What an editor's text is part of. */
export interface SqlScope {
  readonly kind: 'query' | 'condition' | 'script'
  readonly t: Translate
  /** The nodes that lead here: whole queries to begin with go over the first. */
  readonly inputs: readonly SqlTable[]
  /** The script around the text, asked for when a question is. */
  around(): Around
  /** Shows a node that has made a name. */
  open(node: string): void
}

const scopes = new WeakMap<editor.ITextModel, SqlScope>()
const lines = new WeakMap<editor.ITextModel, ReturnType<typeof openLanguageLine>>()
const problems = new WeakMap<editor.ITextModel, Map<string, readonly EditorProblem[]>>()

export const setScope = (model: editor.ITextModel, scope: SqlScope): void => {
  scopes.set(model, scope)
}
export const scopeOf = (model: editor.ITextModel): SqlScope | undefined => scopes.get(model)

/** Asks the language service about an editor's text as it is now. */
export async function askLanguage<K extends Question['kind']>(
  model: editor.ITextModel,
  question: Question & { readonly kind: K },
): Promise<Answers[K] | undefined> {
  const scope = scopes.get(model)
  if (scope === undefined || model.isDisposed()) return undefined
  let line = lines.get(model)
  if (line === undefined) {
    const opened = openLanguageLine()
    lines.set(model, opened)
    model.onWillDispose(() => opened.close())
    line = opened
  }
  const version = model.getVersionId()
  const answer = await line.ask(sourceOf(scope, model.getValue()), question)
  // What was asked about is gone: its places would point somewhere else.
  return !model.isDisposed() && model.getVersionId() === version ? (answer as Answers[K] | undefined) : undefined
}

/** Only what can be sent to another thread. */
function sourceOf(scope: SqlScope, text: string): EditedText {
  const { before, after, relations } = scope.around()
  return { before, text, after, ...(relations === undefined ? {} : { relations }) }
}

/** What is underlined, for the fixes that come with it. */
export function keepProblems(model: editor.ITextModel, owner: string, found: readonly EditorProblem[]): void {
  const kept = problems.get(model) ?? new Map<string, readonly EditorProblem[]>()
  problems.set(model, kept.set(owner, found))
}
export const problemsOf = (model: editor.ITextModel): readonly EditorProblem[] =>
  [...(problems.get(model)?.values() ?? [])].flat()
