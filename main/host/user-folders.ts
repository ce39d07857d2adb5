import { homedir } from 'node:os'
import { join } from 'node:path'

export interface UserFolders {
  /** Workspaces. */
  readonly data: string
  /** Preferences. */
  readonly config: string
}

/** Where this system keeps what belongs to a user. */
export function findUserFolders(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): UserFolders {
  // The XDG rules: a path that is not absolute counts as not set.
  const absolute = (path: string | undefined) => (path?.startsWith('/') ? path : undefined)
  switch (platform) {
    case 'win32': {
      const roaming = environment['APPDATA'] ?? join(home, 'AppData', 'Roaming')
      return { data: join(roaming, 'Millrace'), config: join(roaming, 'Millrace') }
    }
    case 'darwin': {
      const support = join(home, 'Library', 'Application Support', 'Millrace')
      return { data: support, config: support }
    }
    default:
      return {
        data: join(absolute(environment['XDG_DATA_HOME']) ?? join(home, '.local', 'share'), 'millrace'),
        config: join(absolute(environment['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'millrace'),
      }
  }
}
