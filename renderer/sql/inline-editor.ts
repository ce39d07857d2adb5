import { editor, KeyCode } from 'monaco-editor/editor'
import type { Registry } from '../registry/registry.ts'
import { applyProblems } from './apply-problems.ts'
import { commonOptions, letTabLeave } from './common-options.ts'
import type { EditorProblem } from './editor-problems.ts'
import { FLINK_SQL } from './language/register-language.ts'
import { minimalEdit } from './minimal-edit.ts'
import { hearRenameBox } from './rename-keys.ts'
import { passWindowKeys } from './window-keys.ts'

export interface InlineEditorParts {
  readonly host: HTMLElement
  readonly registry: Registry
  readonly label: string
  readonly value: string
  readonly lines: { readonly min: number; readonly max: number }
  onChange(value: string): void
  onCaret(caret: { readonly line: number; readonly column: number } | undefined): void
  onDone(): void
}

/** An editor in a form: as high as its text, left by Tab, without an undo of its own. */
export interface InlineEditor {
  readonly model: editor.ITextModel
  /** The text field that has the focus while one types. */
  readonly field: HTMLTextAreaElement
  setValue(value: string): void
  setReadOnly(readOnly: boolean): void
  setPlaceholder(text: string): void
  setProblems(owner: 'grammar' | 'check', problems: readonly EditorProblem[]): void
  focus(selection: Stretch): void
  dispose(): void
}
export interface Stretch {
  readonly start: number
  readonly end: number
}

interface SuggestList extends editor.IEditorContribution {
  cancelSuggestWidget(): void
}

const PADDING = { top: 6, bottom: 6 }

export function createInlineEditor(parts: InlineEditorParts): InlineEditor {
  const { host } = parts
  const model = editor.createModel(parts.value, FLINK_SQL)
  const view = editor.create(host, {
    ...commonOptions(),
    model,
    ariaLabel: parts.label,
    lineNumbers: 'off',
    glyphMargin: false,
    folding: false,
    lineDecorationsWidth: 8,
    lineNumbersMinChars: 0,
    wordWrap: 'on',
    padding: PADDING,
  })
  letTabLeave(view)
  hearRenameBox(view)
  const stopKeys = passWindowKeys(host, parts.registry)
  fitHeight(view, host, parts.lines)
  // Tab leaves the field, also while a list is open: Enter takes what it offers.
  view.onKeyDown((event) => {
    if (event.keyCode === KeyCode.Tab)
      view.getContribution<SuggestList>('editor.contrib.suggestController')?.cancelSuggestWidget()
  })
  let isFromOutside = false
  model.onDidChangeContent(() => {
    if (!isFromOutside) parts.onChange(model.getValue())
  })
  view.onDidChangeCursorPosition(({ position }) => {
    if (view.hasTextFocus()) parts.onCaret({ line: position.lineNumber, column: position.column })
  })
  view.onDidBlurEditorWidget(() => {
    parts.onCaret(undefined)
    parts.onDone()
  })
  const rangeOf = ({ start, end }: Stretch) => ({
    ...startOf(model.getPositionAt(start)),
    ...endOf(model.getPositionAt(end)),
  })
  const field = fieldOf(host)
  field.addEventListener('mousedown', (event) => {
    event.preventDefault()
    event.stopPropagation()
    view.focus()
  })
  return {
    model,
    field,
    setValue(value) {
      const edit = minimalEdit(model.getValue(), value)
      if (edit === undefined) return
      isFromOutside = true
      model.applyEdits([{ range: rangeOf(edit), text: edit.text }])
      isFromOutside = false
      if (view.hasTextFocus()) view.setPosition(model.getPositionAt(edit.start + edit.text.length))
    },
    setReadOnly: (readOnly) => view.updateOptions({ readOnly }),
    setPlaceholder: (placeholder) => view.updateOptions({ placeholder }),
    setProblems: (owner, problems) => applyProblems(model, owner, problems),
    focus(selection) {
      view.setSelection(rangeOf(selection))
      view.revealRange(rangeOf(selection))
      view.focus()
    },
    dispose() {
      stopKeys()
      view.dispose()
      model.dispose()
    },
  }
}

const startOf = (at: { lineNumber: number; column: number }) => ({
  startLineNumber: at.lineNumber,
  startColumn: at.column,
})
const endOf = (at: { lineNumber: number; column: number }) => ({ endLineNumber: at.lineNumber, endColumn: at.column })

function fieldOf(host: HTMLElement): HTMLTextAreaElement {
  const field = host.querySelector('textarea')
  if (field === null) throw new Error('the editor has no text field')
  return field
}

function fitHeight(view: editor.IStandaloneCodeEditor, host: HTMLElement, lines: InlineEditorParts['lines']): void {
  const lineHeight = view.getOption(editor.EditorOption.lineHeight)
  const least = lines.min * lineHeight + PADDING.top + PADDING.bottom
  const most = lines.max * lineHeight + PADDING.top + PADDING.bottom
  const adjust = (): void => {
    host.style.height = `${Math.min(Math.max(view.getContentHeight(), least), most)}px`
    view.layout()
  }
  view.onDidContentSizeChange(({ contentHeightChanged }) => {
    if (contentHeightChanged) adjust()
  })
  adjust()
}
