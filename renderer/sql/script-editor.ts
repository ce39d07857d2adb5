import { editor, type Selection } from 'monaco-editor/editor'
import type { CompiledFlow } from '../../app/compile/compiled-flow.ts'
import { type MappedPiece, type MappedPlace, placeOfSpan, spanOfPlace } from '../../app/compile/source-map.ts'
import type { Span } from '../../app/sql/span.ts'
import type { Registry } from '../registry/registry.ts'
import { applyProblems } from './apply-problems.ts'
import { commonOptions, letTabLeave } from './common-options.ts'
import type { EditorProblem } from './editor-problems.ts'
import { rangeOf } from './language/model-ranges.ts'
import { FLINK_SQL } from './language/register-language.ts'
import { minimalEdit, type TextEdit } from './minimal-edit.ts'
import { editField, isRegion, regionOf, shiftPieces } from './region-edit.ts'
import { hearRenameBox } from './rename-keys.ts'
import { passWindowKeys } from './window-keys.ts'

export type Script = Pick<CompiledFlow, 'script' | 'pieces'>

export interface ScriptEditorParts {
  readonly host: HTMLElement
  readonly registry: Registry
  readonly label: string
  readonly script: Script
  fieldText(node: string, field: string): string | undefined
  nodeName(node: string): string | undefined
  onEdit(node: string, field: string, value: string): void
  /** The caret stands in what this node has written. */
  onPlace(place: MappedPlace): void
  onCaret(caret: { readonly line: number; readonly column: number } | undefined): void
  onDone(): void
}

/** A mistake in what a node has written; its place counts in the node's own text. */
export interface PlacedProblem {
  readonly place: MappedPlace
  at(span: Span): EditorProblem
}

/** The script of a flow. The texts that nodes have of their own can be edited in it, all else is protected. */
export interface ScriptEditor {
  readonly model: editor.ITextModel
  show(script: Script): void
  setProtection(message: string, writable: boolean): void
  setSelected(node: string | undefined): void
  setProblems(owner: 'grammar' | 'check', problems: readonly PlacedProblem[]): void
  dispose(): void
}

export const createScriptEditor = (parts: ScriptEditorParts): ScriptEditor => new MappedScript(parts)

class MappedScript implements ScriptEditor {
  readonly model: editor.ITextModel
  readonly #parts: ScriptEditorParts
  readonly #view: editor.IStandaloneCodeEditor
  readonly #marks: editor.IEditorDecorationsCollection
  readonly #stopKeys: () => void
  /** What the flow compiles to; what shows may be ahead of it while one types. */
  #compiled: Script
  #pieces: readonly MappedPiece[]
  #isFromOutside = false
  #isWritable = false
  #selected: string | undefined

  constructor(parts: ScriptEditorParts) {
    this.#parts = parts
    this.#compiled = parts.script
    this.#pieces = parts.script.pieces
    this.model = editor.createModel(parts.script.script, FLINK_SQL)
    this.#view = editor.create(parts.host, {
      ...commonOptions(),
      model: this.model,
      ariaLabel: parts.label,
      readOnly: true,
      lineNumbersMinChars: 3,
      padding: { top: 8, bottom: 8 },
    })
    letTabLeave(this.#view)
    hearRenameBox(this.#view)
    this.#stopKeys = passWindowKeys(parts.host, parts.registry)
    this.#marks = this.#view.createDecorationsCollection()
    this.model.onDidChangeContent(({ changes }) => this.#takeEdit(changes))
    this.#view.onDidChangeCursorSelection(({ selection }) => this.#follow(selection))
    this.#view.onDidBlurEditorWidget(() => this.#leave())
    this.#mark()
  }

  show(script: Script): void {
    this.#compiled = script
    // While one types here the text stays as typed: a query with a mistake is not in the compiled script.
    if (!this.#view.hasTextFocus() || !this.#isAsWritten()) this.#replace(script)
  }

  setProtection(message: string, writable: boolean): void {
    this.#isWritable = writable
    this.#view.updateOptions({ readOnlyMessage: { value: message } })
  }

  setSelected(node: string | undefined): void {
    this.#selected = node
    this.#mark()
    const piece = this.#pieces.find((each) => each.node === node && each.field === undefined)
    if (piece === undefined || this.#view.hasTextFocus()) return
    this.#view.revealRangeInCenterIfOutsideViewport(rangeOf(this.model, piece))
  }

  setProblems(owner: 'grammar' | 'check', problems: readonly PlacedProblem[]): void {
    const found = problems.flatMap((problem) => {
      const { span } = problem.place
      const placed = spanOfPlace(this.#pieces, problem.place)
      if (placed === undefined) return []
      return [problem.at(span === undefined ? firstLine(this.model.getValue(), placed) : placed)]
    })
    applyProblems(this.model, owner, found)
  }

  dispose(): void {
    this.#stopKeys()
    this.#view.dispose()
    this.model.dispose()
  }

  #mark(): void {
    this.#marks.set(decorations(this.model, this.#pieces, this.#selected, this.#parts.nodeName))
  }

  #replace(script: Script): void {
    const edit = minimalEdit(this.model.getValue(), script.script)
    this.#pieces = script.pieces
    if (edit !== undefined) {
      this.#isFromOutside = true
      this.model.applyEdits([{ range: rangeOf(this.model, edit), text: edit.text }])
      this.#isFromOutside = false
    }
    this.#mark()
  }

  /** Whether each text that can be edited here is what its node says, so that nothing came from elsewhere. */
  #isAsWritten(): boolean {
    const shown = this.model.getValue()
    return this.#pieces.filter(isRegion).every(({ node, field, fieldStart, start, end }) => {
      const text = this.#parts.fieldText(node, field)
      return text?.slice(fieldStart, fieldStart + end - start) === shown.slice(start, end)
    })
  }

  #takeEdit(changes: readonly editor.IModelContentChange[]): void {
    if (this.#isFromOutside || changes.length === 0) return
    const edits = changes
      .map(({ rangeOffset: start, rangeLength, text }) => ({ start, end: start + rangeLength, text }))
      .sort((left, right) => right.start - left.start)
    // From the last one on, so that the places of those before stay right.
    if (!edits.every((edit) => this.#isOwn(edit))) {
      this.#replace(this.#compiled)
      return
    }
    for (const edit of edits) this.#takeOne(edit)
    this.#mark()
  }

  #isOwn(edit: TextEdit): boolean {
    const region = regionOf(this.#pieces, edit)
    return region !== undefined && this.#parts.fieldText(region.node, region.field) !== undefined
  }

  #takeOne(edit: TextEdit): void {
    const region = regionOf(this.#pieces, edit)
    const before = region === undefined ? undefined : this.#parts.fieldText(region.node, region.field)
    if (region === undefined || before === undefined) return
    this.#pieces = shiftPieces(this.#pieces, region, edit)
    this.#parts.onEdit(region.node, region.field, editField(before, region, edit))
  }

  #follow(selection: Selection): void {
    const start = this.model.getOffsetAt(selection.getStartPosition())
    const end = this.model.getOffsetAt(selection.getEndPosition())
    const isEditable = this.#isWritable && regionOf(this.#pieces, { start, end }) !== undefined
    this.#view.updateOptions({ readOnly: !isEditable })
    if (!this.#view.hasTextFocus()) return
    this.#parts.onCaret({ line: selection.positionLineNumber, column: selection.positionColumn })
    const place = placeOfSpan(this.#pieces, { start, end: start })
    if (place !== undefined) this.#parts.onPlace(place)
  }

  #leave(): void {
    this.#parts.onCaret(undefined)
    this.#parts.onDone()
    if (this.#pieces.every((piece) => hasPiece(this.#compiled.pieces, piece))) this.#replace(this.#compiled)
  }
}

const hasPiece = (pieces: readonly MappedPiece[], wanted: MappedPiece): boolean =>
  pieces.some(({ node, field }) => node === wanted.node && field === wanted.field)

function firstLine(text: string, { start, end }: Span): Span {
  const line = text.indexOf('\n', start)
  return { start, end: line < 0 ? end : Math.min(end, line) }
}

/** The selected node's lines have a bar, editable texts stand out, and every node's name shows under the pointer. */
function decorations(
  model: editor.ITextModel,
  pieces: readonly MappedPiece[],
  selected: string | undefined,
  nodeName: ScriptEditorParts['nodeName'],
): editor.IModelDeltaDecoration[] {
  return pieces.flatMap((piece): editor.IModelDeltaDecoration[] => {
    const range = rangeOf(model, piece)
    if (isRegion(piece)) return [{ range, options: { className: 'sql-region', isWholeLine: false } }]
    if (piece.field !== undefined) return []
    const name = nodeName(piece.node) ?? ''
    const bar = piece.node === selected ? { linesDecorationsClassName: 'sql-selected' } : {}
    return [{ range, options: { hoverMessage: { value: `\`${name}\`` }, ...bar } }]
  })
}
