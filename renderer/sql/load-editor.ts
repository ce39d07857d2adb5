import type { Language } from '../i18n/translate.ts'

export type EditorModule = typeof import('./CodeField.tsx')

let loading: Promise<EditorModule> | undefined
let loaded: EditorModule | undefined

/** The editor once it is there; it comes in a chunk of its own, behind the first frame. */
export const loadedEditor = (): EditorModule | undefined => loaded

export function loadEditor(language: Language): Promise<EditorModule> {
  loading ??= load(language).catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(language: Language): Promise<EditorModule> {
  await loadEditorTexts(language)
  loaded = await import('./CodeField.tsx')
  return loaded
}

/** The editor's own menus take their words when its code is read: they must be there before. */
export async function loadEditorTexts(language: Language): Promise<void> {
  if (language === 'zh') await import('monaco-editor/nls/lang/zh-cn')
}
