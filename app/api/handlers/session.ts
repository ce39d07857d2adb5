import type { HostApi, Preferences, SessionInfo } from '../contract.ts'

export interface PreferenceStore {
  load(): Preferences
  save(preferences: Preferences): void
}

export interface SessionServices {
  readonly info: Omit<SessionInfo, 'session' | 'preferences'>
  readonly preferences: PreferenceStore
}

export function createSessionHandlers(services: SessionServices, session: string): HostApi['session'] {
  return {
    open: async () => ({ ...services.info, session, preferences: services.preferences.load() }),
    setPreferences: async (preferences) => services.preferences.save(preferences),
  }
}
