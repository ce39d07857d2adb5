import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * All files under a folder: their paths, by their names inside it with forward slashes. Folder by
 * folder, because Electron's archives do not know how to read a whole tree at once.
 */
export function listFolder(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const visit = (path: string, prefix: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const name = prefix + entry.name
      if (entry.isDirectory()) visit(join(path, entry.name), `${name}/`)
      else if (entry.isFile()) files.set(name, join(path, entry.name))
    }
  }
  visit(folder, '')
  return files
}
