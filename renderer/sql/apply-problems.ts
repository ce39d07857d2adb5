import { editor, MarkerSeverity } from 'monaco-editor/editor'
import type { EditorProblem } from './editor-problems.ts'
import { keepProblems } from './language/sql-scope.ts'

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }

/** Underlines the problems; a problem without extent takes the character beside it. */
export function applyProblems(model: editor.ITextModel, owner: string, problems: readonly EditorProblem[]): void {
  keepProblems(model, owner, problems)
  const length = model.getValueLength()
  const markers = problems.map(({ start, end, severity, text }) => {
    const from = model.getPositionAt(start === end && start >= length ? Math.max(start - 1, 0) : start)
    const to = model.getPositionAt(Math.max(end, Math.min(start + 1, length)))
    return {
      severity: SEVERITIES[severity],
      message: text,
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    }
  })
  editor.setModelMarkers(model, owner, markers)
}
