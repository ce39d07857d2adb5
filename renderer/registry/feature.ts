import type { ComponentType } from 'react'
import type { PlainKey, Translate } from '../i18n/translate.ts'
import type { Records } from '../state/document.ts'
import type { EditorInput } from '../state/session.ts'
import type { Command } from './command.ts'

/** One kind of editor tab. */
export interface EditorKind {
  readonly kind: string
  /** Undefined when what the tab shows no longer exists: the tab then closes. */
  title(input: EditorInput, records: Records, t: Translate): EditorTitle | undefined
  readonly component: ComponentType<EditorProps>
  /** What the right side shows while this editor is active. */
  readonly inspector?: ComponentType<EditorProps>
}
export interface EditorTitle {
  readonly name: string
  /** Behind the name, quieter: what it is. */
  readonly detail?: string
  /** The record whose unsaved edits the tab marks with a dot. */
  readonly record?: string
}
export interface EditorProps {
  readonly input: EditorInput
}

/** One tab at the bottom. */
export interface BottomPanel {
  readonly id: string
  readonly title: PlainKey
  readonly order: number
  readonly component: ComponentType
  /** A count beside the title. */
  readonly badge?: ComponentType
  /** One line at the right end of the tab strip while the panel shows. */
  readonly summary?: ComponentType
}

/** Opened by id with texts as parameters; the component renders a Dialog of ui/Dialog.tsx. */
export interface DialogKind {
  readonly id: string
  readonly component: ComponentType<DialogProps>
}
export interface DialogProps {
  readonly params: Readonly<Record<string, string>>
  close(): void
}

/** What one folder adds to the window. `features.ts` lists them. */
export interface Feature {
  readonly editors?: readonly EditorKind[]
  readonly panels?: readonly BottomPanel[]
  readonly dialogs?: readonly DialogKind[]
  readonly commands?: readonly Command[]
}
