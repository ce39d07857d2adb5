import type { Span } from '../sql/span.ts'
import type { Fold } from './fold.ts'
import type { Hover } from './hover.ts'
import type { OutlineItem } from './outline.ts'
import type { Renaming } from './rename.ts'
import type { SignatureHelp } from './signature-help.ts'
import type { Completion } from './suggestion.ts'

// What a client in another thread asks, and what it is answered. All places count in the text that is edited.

/** A text in an editor, and the script around it which gives its names a meaning. */
export interface EditedText {
  readonly before: string
  readonly text: string
  readonly after: string
  /** Tables and views that may be named; all that are defined before without it. */
  readonly relations?: readonly string[]
}

export type Question =
  | {
      readonly kind: 'complete' | 'hover' | 'define' | 'references' | 'prepareRename' | 'signature'
      readonly offset: number
    }
  | { readonly kind: 'rename'; readonly offset: number; readonly name: string }
  | { readonly kind: 'outline' | 'folds' }

/** Where a name is made: a place in the text, or one in the script before it. */
export interface MadePlace {
  readonly isBefore: boolean
  readonly span: Span
}

/** Undefined: nothing to say. */
export interface Answers {
  readonly complete: Completion
  readonly hover: Hover | undefined
  readonly define: MadePlace | undefined
  readonly references: readonly Span[]
  readonly prepareRename: { readonly span: Span; readonly text: string } | undefined
  readonly rename: Renaming
  readonly signature: SignatureHelp | undefined
  readonly outline: readonly OutlineItem[]
  readonly folds: readonly Fold[]
}

/** `source` comes with the first question about a text and after each change of it. */
export interface LanguageRequest {
  readonly id: number
  /** Which editor. */
  readonly editor: number
  readonly source?: EditedText
  readonly question: Question
}
/** An editor is gone. */
export interface LanguageFarewell {
  readonly closed: number
}
export interface LanguageResponse {
  readonly id: number
  /** One of `Answers`; absent when the question could not be answered. */
  readonly answer?: Answers[Question['kind']]
}
