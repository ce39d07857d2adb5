import { editor, MarkerSeverity } from 'monaco-editor/editor'
import type { EditorProblem } from './editor-problems.ts'
import { keepProblems } from './language/sql-scope.ts'

const SEVERITIES = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }

/**
 * Underlines the problems; a problem without extent takes the character beside it. Advice about a whole query marks
 * the line where that begins: the text stays readable.
 */
export function applyProblems(model: editor.ITextModel, owner: string, problems: readonly EditorProblem[]): void {
  keepProblems(model, owner, problems)
  const length = model.getValueLength()
  const markers = problems.map(({ start, end, severity, text }) => {
    const from = model.getPositionAt(start === end && start >= length ? Math.max(start - 1, 0) : start)
    const last = model.getPositionAt(Math.max(end, Math.min(start + 1, length)))
    const isAdvice = severity !== 'error' && last.lineNumber > from.lineNumber
    const to = isAdvice ? endOfLine(model, from.lineNumber) : last
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

const endOfLine = (model: editor.ITextModel, lineNumber: number) => ({
  lineNumber,
  column: model.getLineMaxColumn(lineNumber),
})
