import { failed, ok, type Result } from '../../base/result.ts'
import type { WorkspaceRecord } from '../records.ts'
import { readFlow } from './flow-file.ts'
import { readPack } from './pack-file.ts'
import { readProject } from './project-file.ts'
import { type ImportMistake, Reader } from './reader.ts'
import { readTest } from './test-file.ts'

export type ReadableFiles = ReadonlyMap<string, Uint8Array>

/**
 * The records of exported files. Nothing is taken on trust: the first mistake refuses all, with its
 * file and place. `storeBlob` keeps a pack's content and answers its hash.
 */
export function importProject(
  files: ReadableFiles,
  storeBlob: (bytes: Uint8Array) => string,
): Result<readonly WorkspaceRecord[], ImportMistake> {
  const root = readJson(files, 'millrace.json', readProject)
  if (!root.ok) return root
  const { project, folders, targets } = root.value
  const records: WorkspaceRecord[] = [project, ...folders, ...targets]
  for (const path of matching(files, /^packs\/[^/]+\.json$/)) {
    const pack = importPack(files, path, project.id, storeBlob)
    if (!pack.ok) return pack
    records.push(pack.value)
  }
  for (const path of matching(files, /^flows\/[^/]+\/flow\.json$/)) {
    const flow = importFlow(files, path.slice(0, -'/flow.json'.length), project.id)
    if (!flow.ok) return flow
    records.push(...flow.value)
  }
  const repeated = records.find((record, index) => records.findIndex(({ id }) => id === record.id) !== index)
  if (repeated !== undefined)
    return failed({ file: 'millrace.json', at: '', message: `Two things have the id ${repeated.id}` })
  return ok(records)
}

/** One flow from its folder: itself, its nodes, edges and tests. */
export function importFlow(
  files: ReadableFiles,
  folder: string,
  project: string,
): Result<readonly WorkspaceRecord[], ImportMistake> {
  const flowFile = readJson(files, `${folder}/flow.json`, (reader) =>
    readFlow(reader, project, (name) => readSql(files, `${folder}/${name}`)),
  )
  if (!flowFile.ok) return flowFile
  const { flow, nodes, edges } = flowFile.value
  const records: WorkspaceRecord[] = [flow, ...nodes, ...edges]
  const prefix = `${folder}/tests/`
  for (const path of [...files.keys()].sort()) {
    if (!path.startsWith(prefix) || !path.endsWith('.json')) continue
    const test = readJson(files, path, (reader) => readTest(reader, flow.id))
    if (!test.ok) return test
    records.push(test.value)
  }
  return ok(records)
}

function importPack(
  files: ReadableFiles,
  path: string,
  project: string,
  storeBlob: (bytes: Uint8Array) => string,
): Result<WorkspaceRecord, ImportMistake> {
  const read = readJson(files, path, (reader) => readPack(reader, project))
  if (!read.ok) return read
  const { file, ...pack } = read.value
  const content = files.get(`packs/${file}`)
  if (content === undefined) return failed({ file: path, at: 'file', message: `There is no file packs/${file}` })
  return ok({ ...pack, bytes: content.length, blob: storeBlob(content) })
}

const matching = (files: ReadableFiles, form: RegExp): readonly string[] =>
  [...files.keys()].filter((path) => form.test(path)).sort()

function readJson<T>(files: ReadableFiles, path: string, read: (reader: Reader) => T): Result<T, ImportMistake> {
  const bytes = files.get(path)
  if (bytes === undefined) return failed({ file: path, at: '', message: 'There is no such file' })
  const text = textOf(bytes)
  if (text === undefined) return failed({ file: path, at: '', message: 'Not UTF-8' })
  return Reader.read(path, text, read)
}

/** Without the line end that the export adds. */
function readSql(files: ReadableFiles, path: string): string | undefined {
  const bytes = files.get(path)
  const text = bytes === undefined ? undefined : textOf(bytes)
  return text?.endsWith('\n') ? text.slice(0, -1) : text
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
