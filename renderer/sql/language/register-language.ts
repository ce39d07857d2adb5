import { editor, KeyCode, KeyMod, languages } from 'monaco-editor/editor'
import { completion } from './completion.ts'
import { type LineStart, lineTokens } from './line-tokens.ts'
import {
  definition,
  fixes,
  folding,
  formatting,
  highlights,
  hover,
  references,
  renaming,
  signatures,
  symbols,
} from './providers.ts'
import { nodeOpener } from './script-before.ts'

export const FLINK_SQL = 'flinksql'

/** Flink SQL as a language of the editor. Called once, before the first editor. */
export function registerLanguage(): void {
  languages.register({ id: FLINK_SQL })
  languages.setLanguageConfiguration(FLINK_SQL, {
    comments: { lineComment: '--', blockComment: ['/*', '*/'] },
    brackets: [
      ['(', ')'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
      { open: '`', close: '`', notIn: ['string', 'comment'] },
    ],
    surroundingPairs: ['()', '[]', "''", '``'].map((pair) => ({ open: pair.charAt(0), close: pair.charAt(1) })),
  })
  languages.setTokensProvider(FLINK_SQL, {
    getInitialState: () => new LineState('code'),
    tokenize(line, state) {
      const { tokens, next } = lineTokens(line, (state as LineState).start)
      return {
        tokens: tokens.map(({ start, look }) => ({ startIndex: start, scopes: look })),
        endState: new LineState(next),
      }
    },
  })
  languages.registerCompletionItemProvider(FLINK_SQL, completion)
  languages.registerHoverProvider(FLINK_SQL, hover)
  languages.registerDefinitionProvider(FLINK_SQL, definition)
  languages.registerReferenceProvider(FLINK_SQL, references)
  languages.registerDocumentHighlightProvider(FLINK_SQL, highlights)
  languages.registerRenameProvider(FLINK_SQL, renaming)
  languages.registerSignatureHelpProvider(FLINK_SQL, signatures)
  languages.registerDocumentSymbolProvider(FLINK_SQL, symbols)
  languages.registerFoldingRangeProvider(FLINK_SQL, folding)
  languages.registerCodeActionProvider(FLINK_SQL, fixes)
  languages.registerDocumentFormattingEditProvider(FLINK_SQL, formatting)
  editor.registerEditorOpener(nodeOpener)
  // The same keys on every system.
  editor.addKeybindingRule({
    keybinding: KeyMod.Shift | KeyMod.Alt | KeyCode.KeyF,
    command: 'editor.action.formatDocument',
    when: 'editorTextFocus && !editorReadonly',
  })
}

class LineState implements languages.IState {
  readonly start: LineStart
  constructor(start: LineStart) {
    this.start = start
  }
  clone(): LineState {
    return this
  }
  equals(other: languages.IState): boolean {
    return other instanceof LineState && other.start === this.start
  }
}
