import type { LockHolder, Preferences, SessionInfo } from '../bridge/contract.ts'
import type { Language, Message } from '../i18n/translate.ts'
import { createStore, type Store } from './store.ts'

/** What an editor tab shows. Plain data: the layout remembers it. */
export interface EditorInput {
  readonly kind: string
  /** The record, or what else tells two tabs of a kind apart. */
  readonly id: string
  readonly params?: Readonly<Record<string, string>>
}
export const editorKey = (input: EditorInput): string => `${input.kind}:${input.id}`

export type FlowView = 'canvas' | 'sql' | 'settings'

/** A wish to see a place: the view that shows it scrolls there and takes the focus. `serial` makes each wish new. */
export interface Reveal {
  readonly serial: number
  readonly flow: string
  readonly node?: string
  readonly field?: string
  readonly span?: { readonly start: number; readonly end: number }
  /** Whether the field should take the focus. */
  readonly focus: boolean
}

export interface OpenDialog {
  readonly id: string
  readonly params: Readonly<Record<string, string>>
}

export interface SessionState {
  readonly info: SessionInfo
  readonly preferences: Preferences
  readonly language: Language
  readonly theme: 'dark' | 'light'
  readonly connected: boolean
  /** How far the opening of the workspace is; a text says why it failed. */
  readonly loading: 'loading' | 'loaded' | Message
  readonly lock: { readonly holder: LockHolder; readonly mine: boolean } | undefined
  readonly engine: { readonly state: 'warm' | 'restarting' | 'died'; readonly message?: string }
  readonly project: string | undefined
  readonly environment: 'test' | 'production'
  /** The editor that has the focus or had it last. */
  readonly active: EditorInput | undefined
  readonly views: ReadonlyMap<string, FlowView>
  /** Selected nodes and edges of each flow. */
  readonly selection: ReadonlyMap<string, readonly string[]>
  readonly reveal: Reveal | undefined
  readonly sideView: SideView
  readonly sideOpen: boolean
  /** Folders and sections of the explorer that are folded. */
  readonly closedFolders: ReadonlySet<string>
  readonly explorerCurrent: string | undefined
  /** The record whose name is being typed over. */
  readonly renaming: string | undefined
  readonly inspectorOpen: boolean
  readonly panelOpen: boolean
  readonly panel: string
  /** What the result panel should show first, e.g. the rows of an edge whose count was clicked. */
  readonly resultFocus: { readonly edge: string } | { readonly test: string } | undefined
  /** When each target was last asked, and what it said; by target id. */
  readonly targets: ReadonlyMap<string, { readonly ok: boolean; readonly seenAt: number | undefined }>
  readonly caret: { readonly line: number; readonly column: number } | undefined
  readonly dialogs: readonly OpenDialog[]
  readonly paletteOpen: boolean
}
export type SideView = 'explorer' | 'search' | 'versions'

export type SessionStore = Store<SessionState>

const NOBODY: SessionInfo = {
  session: '',
  shell: 'browser',
  version: '',
  engine: '',
  workspace: '',
  preferences: { theme: 'system', language: 'system' },
}

export function createSession(language: Language, theme: 'dark' | 'light'): SessionStore {
  return createStore<SessionState>({
    info: NOBODY,
    preferences: NOBODY.preferences,
    language,
    theme,
    connected: true,
    loading: 'loading',
    lock: undefined,
    engine: { state: 'warm' },
    project: undefined,
    environment: 'test',
    active: undefined,
    views: new Map(),
    selection: new Map(),
    reveal: undefined,
    sideView: 'explorer',
    sideOpen: true,
    closedFolders: new Set(),
    explorerCurrent: undefined,
    renaming: undefined,
    inspectorOpen: true,
    panelOpen: true,
    panel: 'problems',
    resultFocus: undefined,
    targets: new Map(),
    caret: undefined,
    dialogs: [],
    paletteOpen: false,
  })
}

const NOTHING: readonly string[] = []

export const selectionOf = (state: SessionState, flow: string): readonly string[] =>
  state.selection.get(flow) ?? NOTHING

/** The flow of the active tab, if that tab is a flow. */
export const activeFlow = (state: SessionState): string | undefined =>
  state.active?.kind === 'flow' ? state.active.id : undefined

export function select(session: SessionStore, flow: string, ids: readonly string[]): void {
  const before = selectionOf(session.get(), flow)
  if (before.length === ids.length && before.every((id, index) => id === ids[index])) return
  session.set((state) => ({ selection: new Map(state.selection).set(flow, ids) }))
}

export function showView(session: SessionStore, flow: string, view: FlowView): void {
  session.set((state) => ({ views: new Map(state.views).set(flow, view) }))
}
