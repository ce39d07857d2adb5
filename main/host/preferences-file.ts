import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Preferences } from '../../app/api/contract.ts'
import type { PreferenceStore } from '../../app/api/handlers/session.ts'
import { methodSchemas } from '../../app/api/schemas.ts'

const DEFAULTS: Preferences = { theme: 'system', language: 'system' }

/** Theme and language, of the user and not of a workspace. A file that cannot be read counts as none. */
export function openPreferences(path: string): PreferenceStore {
  return {
    load() {
      try {
        const parsed = methodSchemas.session.setPreferences.safeParse([JSON.parse(readFileSync(path, 'utf8'))])
        return parsed.success ? parsed.data[0] : DEFAULTS
      } catch {
        return DEFAULTS
      }
    },
    save(preferences) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const temporary = `${path}.${process.pid}.tmp`
      writeFileSync(temporary, `${JSON.stringify(preferences)}\n`, { mode: 0o600 })
      renameSync(temporary, path)
    },
  }
}
