import type { editor } from 'monaco-editor/editor'
import { passRenameKeys } from './rename-keys.ts'

/** Lists and hints of all editors are drawn here, above the panels that would cut them off. */
function overflowLayer(): HTMLElement {
  const known = document.getElementById('sql-overflow')
  if (known !== null) return known
  const layer = document.createElement('div')
  layer.id = 'sql-overflow'
  layer.className = 'monaco-editor'
  document.body.append(layer)
  passRenameKeys(layer)
  return layer
}

/** What every SQL editor of the window has in common. */
export function commonOptions(): editor.IStandaloneEditorConstructionOptions {
  return {
    theme: 'millrace',
    automaticLayout: true,
    // A real text field under the text: it has a role, a label, and every way of input works in it.
    editContext: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 12,
    lineHeight: 18,
    fontLigatures: false,
    tabSize: 2,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    overviewRulerBorder: false,
    renderLineHighlight: 'none',
    // Also where the text is protected: mistakes show in all of a script.
    renderValidationDecorations: 'on',
    occurrencesHighlight: 'singleFile',
    wordBasedSuggestions: 'off',
    suggest: { showStatusBar: false, showWords: false, preview: false },
    // Enter ends the line when all of a word is written already.
    acceptSuggestionOnEnter: 'smart',
    quickSuggestions: { other: true, comments: false, strings: false },
    stickyScroll: { enabled: false },
    links: false,
    unicodeHighlight: { ambiguousCharacters: false },
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      useShadows: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
    },
    fixedOverflowWidgets: true,
    overflowWidgetsDomNode: overflowLayer(),
  }
}

let tabLeaves = false

/** Tab leaves every editor until Ctrl+M gives it back to the text: said to all editors at once, by the first. */
export function letTabLeave(view: editor.IStandaloneCodeEditor): void {
  if (tabLeaves) return
  tabLeaves = true
  view.trigger('start', 'editor.action.toggleTabFocusMode', undefined)
}
