import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatScript } from '../../app/sql/format-script.ts'

export interface LaidOut {
  readonly file: string
  readonly wasWritten: boolean
}

/** The SQL files at a path, or in the folder there, that are not in the house layout; `write` puts them into it. */
export function checkLayout(path: string, write: boolean): readonly LaidOut[] {
  return sqlFiles(path).flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const laidOut = formatScript(text)
    // The files of a project's nodes may end without a line's end.
    if (text === laidOut || `${text}\n` === laidOut) return []
    if (write) writeFileSync(file, text.endsWith('\n') ? laidOut : laidOut.trimEnd())
    return [{ file, wasWritten: write }]
  })
}

function sqlFiles(path: string): readonly string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return path.endsWith('.sql') ? [path] : []
  return globSync('**/*.sql', { cwd: path })
    .map((file) => join(path, file))
    .sort()
}
