import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exportProject } from '../../app/flow/export/export-project.ts'
import type { ProjectRecord } from '../../app/flow/records.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { openProject, tellOpenFailure } from './open-project.ts'
import { misuse, readFlags, unavailable } from './read-flags.ts'

const HELP = `Usage: millrace export WORKSPACE FOLDER [options]

Writes a project of a workspace (.millrace) as text files for people and git: millrace.json, a
folder for each flow with its SQL and tests, and the packs. FOLDER must be new or empty.

  --project NAME   which project, where the workspace holds several
  --json           print the written paths as JSON

Exit code: 0 written, 2 wrong usage, 3 something cannot be read or written.`

export const exportFiles: Command = (args) => {
  const flags = readFlags('export', HELP, args, { json: { type: 'boolean' }, project: { type: 'string' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [path, folder, ...more] = positionals
  if (path === undefined || folder === undefined || more.length > 0)
    return misuse('export', 'name a workspace and a folder')
  const opened = openProject(path)
  if (!opened.ok) return tellOpenFailure('export', opened.error)
  const { records, readPack } = opened.value
  const projects = [...records.values()].filter(
    (record): record is ProjectRecord =>
      record.type === 'project' && (values.project === undefined || record.name === values.project),
  )
  const [project] = projects
  if (project === undefined) return misuse('export', 'there is no such project')
  if (projects.length > 1)
    return misuse('export', `say which project with --project: ${projects.map(({ name }) => name).join(', ')}`)
  if (existsSync(folder) && readdirSync(folder).length > 0) return unavailable('export', `${folder} is not empty`)
  const files =
    exportProject(records, project.id, (blob) => readPack(blob) ?? new Uint8Array()) ?? new Map<string, Uint8Array>()
  for (const [name, bytes] of files) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  if (values.json) console.log(JSON.stringify([...files.keys()], undefined, 2))
  else console.log(`${project.name}: ${files.size} files in ${folder}`)
  return EXIT.ok
}
