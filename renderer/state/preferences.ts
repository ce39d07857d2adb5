import type { Preferences } from '../bridge/contract.ts'
import { languageFor } from '../i18n/translate.ts'
import type { SessionStore } from './session.ts'

const DARK = '(prefers-color-scheme: dark)'

/** What the preferences mean on this machine, now. */
export function applyPreferences(session: SessionStore, preferences: Preferences): void {
  const theme = preferences.theme === 'system' ? (matchMedia(DARK).matches ? 'dark' : 'light') : preferences.theme
  session.set({ preferences, theme, language: languageFor(preferences.language, navigator.language) })
}

/** Follows the system while the preferences say so. */
export function followSystemTheme(session: SessionStore): () => void {
  const query = matchMedia(DARK)
  const onChange = (): void => applyPreferences(session, session.get().preferences)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
